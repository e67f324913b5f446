package io.barnhand.gait.job.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.bytedeco.ffmpeg.ffmpeg;
import org.bytedeco.javacpp.Loader;
import org.junit.jupiter.api.Assumptions;

/** The FFmpeg program that comes with the project. */
final class BundledFfmpeg {

    private BundledFfmpeg() {}

    /**
     * Runs it and asserts that it succeeds.
     *
     * @param folder that relative names are in
     * @param log gets what it prints
     * @param arguments with a blank between each two
     */
    static void run(Path folder, Path log, String arguments) throws Exception {
        String program = program();
        List<String> command = new ArrayList<>();
        command.add(program);
        command.addAll(List.of(("-nostdin -v error " + arguments).split(" ")));
        ProcessBuilder builder =
                new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile());
        // The libraries that came with it, of which it finds only some by itself.
        builder.environment().put("LD_LIBRARY_PATH", Path.of(program).getParent().toString());
        Process process = builder.start();
        assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(log)).isZero();
    }

    /** Its file; a test is skipped where the system lacks a library that it is linked with. */
    private static String program() {
        try {
            return Loader.load(ffmpeg.class);
        } catch (LinkageError e) {
            return Assumptions.abort(
                    "The bundled program ffmpeg does not load ("
                            + e.getMessage()
                            + "); install the package libpulse0 to run this test");
        }
    }
}
