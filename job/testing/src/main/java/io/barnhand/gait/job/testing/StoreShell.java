package io.barnhand.gait.job.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * {@code barnhand} in a process of its own, as a user of a store starts it: the plugin, its
 * settings and the credentials come from the environment.
 */
public final class StoreShell {

    /** A key that no output may show. */
    public static final String KEY = "AKIDOFTHETEST";

    /** A secret that no output may show. */
    public static final String SECRET = "SecretOfTheTest";

    private final Path folder;

    /**
     * @param folder for its settings and its output
     */
    public StoreShell(Path folder) {
        this.folder = folder;
    }

    /** Sets {@code s3.endpoint}. */
    public void useEndpoint(String endpoint) throws IOException {
        Files.createDirectories(folder.resolve("conf"));
        Files.writeString(
                folder.resolve("conf/config.yaml"),
                String.format(
                        Locale.ROOT,
                        """
                        s3.endpoint: %s
                        s3.path.style.access: true
                        s3.endpoint.region: us-east-1
                        """,
                        endpoint));
    }

    /** Runs a command to its end. */
    public Shell.Result barnhand(String... arguments) throws Exception {
        Path out = folder.resolve("barnhand.out");
        Path err = folder.resolve("barnhand.err");
        Process process =
                builder(arguments).redirectOutput(out.toFile()).redirectError(err.toFile()).start();
        try {
            assertThat(process.waitFor(5, TimeUnit.MINUTES)).as(Files.readString(err)).isTrue();
        } finally {
            process.destroyForcibly();
        }
        return new Shell.Result(process.exitValue(), Files.readString(out), Files.readString(err));
    }

    /** A command, for a caller that starts it. */
    public ProcessBuilder builder(String... arguments) {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--add-opens=java.base/java.util=ALL-UNNAMED",
                                "-Xmx768m",
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "-Dai.djl.offline=true",
                                "-Dbarnhand.home=" + System.getProperty("barnhand.home"),
                                "-cp",
                                System.getProperty("java.class.path"),
                                "io.barnhand.gait.job.cli.Barnhand"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.environment()
                .putAll(
                        Map.of(
                                "FLINK_PLUGINS_DIR",
                                ObjectStore.plugins().toString(),
                                "FLINK_CONF_DIR",
                                folder.resolve("conf").toString(),
                                "AWS_ACCESS_KEY_ID",
                                KEY,
                                "AWS_SECRET_ACCESS_KEY",
                                SECRET));
        return builder;
    }
}
