package io.barnhand.gait.job.integration.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the launcher does with a checkout: Java and Maven only say that they were called. */
class LauncherTest {

    private static final Path LAUNCHER =
            Path.of("../../flink-deploy/barnhand").toAbsolutePath().normalize();

    @TempDir private Path folder;
    private Path home;
    private Path jar;
    private Path source;

    @BeforeEach
    void makeCheckout() throws IOException {
        home = Files.createDirectories(folder.resolve("check out"));
        Files.createDirectories(home.resolve("flink-deploy"));
        Files.copy(LAUNCHER, home.resolve("flink-deploy/barnhand"));
        Files.writeString(home.resolve("pom.xml"), "<project/>");
        for (String room : List.of("models", "operators", "job")) {
            Path main = Files.createDirectories(home.resolve(room + "/room/src/main"));
            Files.writeString(home.resolve(room + "/pom.xml"), "<project/>");
            Files.writeString(home.resolve(room + "/room/pom.xml"), "<project/>");
            source = Files.writeString(main.resolve("Source.java"), "class Source {}");
        }
        Files.createDirectories(home.resolve("models/weights"));
        Files.createDirectories(home.resolve("job/cli"));
        jar = home.resolve("job/cli/target/barnhand-gait-cli.jar");
        program("java/bin/java", "echo \"ran $(cat \"" + jar + "\")\"");
        program("bin/mvn", "mkdir -p job/cli/target/lib && echo new > \"" + jar + "\"");
    }

    @Test
    void aCheckoutIsBuiltOnceAndAfterChanges() throws Exception {
        assertThat(launch()).contains("building").endsWith("ran new");
        assertThat(launch()).isEqualTo("ran new");

        Files.writeString(source, "class Source { int changed; }");
        makeNewer();

        assertThat(launch()).contains("building").endsWith("ran new");
    }

    /** The times of a copy are those of the copying. */
    @Test
    void aCopyWithNewerTimesRunsTheJarThatIsThere() throws Exception {
        launch();
        program("bin/mvn", "exit 1");
        makeNewer();

        assertThat(launch()).isEqualTo("ran new");
    }

    @Test
    void aJarOfMavenRunsWhereItCannotBeBuiltAgain() throws Exception {
        Files.createDirectories(jar.resolveSibling("lib"));
        Files.writeString(jar, "old");
        program("bin/mvn", "echo no network; exit 1");
        makeNewer();

        assertThat(launch())
                .contains("no network", "the build failed", jar + ", which is there, runs")
                .endsWith("ran old");
    }

    @Test
    void aBuildOfChangedSourcesThatFailsIsAFailure() throws Exception {
        launch();
        program("bin/mvn", "echo wrong; exit 1");
        Files.writeString(source, "class Source {");
        makeNewer();

        assertThat(launch()).contains("wrong", "the build failed").doesNotContain("ran");
    }

    private void makeNewer() throws IOException {
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.filter(f -> !f.equals(jar)).toList()) {
                Files.setLastModifiedTime(file, FileTime.from(Instant.now().plusSeconds(60)));
            }
        }
    }

    private void program(String name, String lines) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + lines + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private String launch() throws Exception {
        ProcessBuilder builder =
                new ProcessBuilder("bash", home.resolve("flink-deploy/barnhand").toString())
                        .redirectErrorStream(true);
        builder.environment().put("JAVA_HOME", folder.resolve("java").toString());
        builder.environment()
                .merge("PATH", folder.resolve("bin").toString(), (old, own) -> own + ":" + old);
        builder.environment().put("TMPDIR", folder.toString());
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output.strip();
    }
}
