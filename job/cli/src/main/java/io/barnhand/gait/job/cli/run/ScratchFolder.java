package io.barnhand.gait.job.cli.run;

import io.barnhand.gait.job.configuration.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.apache.flink.util.FileUtils;

/** The temporary files of this process's Flink, which stops in the midst of them on a signal. */
final class ScratchFolder {

    /** Flink may still write and remove files there. */
    private static final int ATTEMPTS = 100;

    private static Path folder;

    private ScratchFolder() {}

    /** One folder of this user alone, removed as the process ends. */
    static synchronized Path ofProcess() {
        if (folder == null) {
            String shared = System.getProperty("java.io.tmpdir");
            try {
                folder = Files.createTempDirectory(Path.of(shared), "barnhand-flink");
            } catch (IOException e) {
                throw new ConfigurationException(
                        String.format(
                                Locale.ROOT,
                                "No temporary folder can be made in %s (%s)",
                                shared,
                                e),
                        "make room there, or name another folder with JAVA_TOOL_OPTIONS=-Djava.io.tmpdir=DIR");
            }
            Path made = folder;
            Runtime.getRuntime().addShutdownHook(new Thread(() -> remove(made), "remove " + made));
        }
        return folder;
    }

    private static void remove(Path made) {
        for (int i = 0; i < ATTEMPTS && Files.exists(made); i++) {
            try {
                FileUtils.deleteDirectory(made.toFile());
            } catch (IOException e) {
                // A file came in between.
            }
        }
    }
}
