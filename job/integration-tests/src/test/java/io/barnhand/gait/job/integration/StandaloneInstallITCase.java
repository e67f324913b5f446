package io.barnhand.gait.job.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code flink-deploy/standalone/install} into an imitated distribution of Flink. */
class StandaloneInstallITCase {

    private static final Path STANDALONE =
            Path.of(System.getProperty("barnhand.home"), "flink-deploy", "standalone");

    @TempDir private Path flink;

    private record Result(int exitCode, String output) {}

    @BeforeEach
    void layOut() throws IOException {
        for (String folder : List.of("lib", "conf", "opt")) {
            Files.createDirectory(flink.resolve(folder));
        }
        for (Path jar : list(STANDALONE.resolve("target/flink"))) {
            Files.createSymbolicLink(flink.resolve("lib").resolve(jar.getFileName()), jar);
        }
        // A distribution has everything in this one, and we have it beside it.
        new JarOutputStream(Files.newOutputStream(flink.resolve("lib/flink-dist-2.2.1.jar")))
                .close();
        Files.writeString(flink.resolve("opt/flink-s3-fs-hadoop-2.2.1.jar"), "");
        configuration(
                """
                env:
                  java:
                    opts:
                      all: --add-opens=java.base/java.util=ALL-UNNAMED
                      taskmanager: -Dmine=1
                classloader:
                  parent-first-patterns:
                    additional:
                      - com.example.
                      - ai.djl.
                taskmanager:
                  numberOfTaskSlots: 1
                  memory:
                    process:
                      size: 1728m
                """);
    }

    @Test
    void addsLibrariesWeightsAndTheJobToADistribution() throws Exception {
        assertThat(install("--s3")).extracting(Result::exitCode).isEqualTo(0);

        assertThat(names("lib"))
                .anyMatch(name -> name.startsWith("barnhand-gait-models-"))
                .anyMatch(name -> name.startsWith("pytorch-native-cpu-"))
                .anyMatch(name -> name.startsWith("ffmpeg-"))
                .anyMatch(name -> name.startsWith("onnxruntime-"))
                .anyMatch(name -> name.startsWith("postgresql-"))
                // In the job's own jar, which its class loader loads.
                .noneMatch(name -> name.startsWith("barnhand-gait-operators-"))
                .noneMatch(name -> name.startsWith("jackson-"));
        assertThat(names("lib").stream().filter(name -> name.startsWith("slf4j-api-"))).hasSize(1);
        assertThat(names("barnhand")).anyMatch(name -> name.endsWith("-cluster.jar"));
        assertThat(names("barnhand/models/weights")).contains("rtmpose-t-rendered.pth");
        assertThat(names("barnhand/licenses")).contains("LICENSE", "NOTICE", "THIRD-PARTY.txt");
        assertThat(names("plugins/s3-fs-hadoop")).hasSize(1);
    }

    @Test
    void addsToTheConfigurationAndPrintsWhatItReplaces() throws Exception {
        Result result = install();

        assertThat(result.output()).contains("taskmanager.numberOfTaskSlots: 2 (was 1)");
        assertThat(configuration())
                .contains(
                        "taskmanager.memory.process.size: 3g",
                        "env.java.opts.all: --add-opens=java.base/java.util=ALL-UNNAMED",
                        "env.java.opts.taskmanager: -Dmine=1 -Dai.djl.offline=true"
                                + " -Djava.awt.headless=true -Duser.language=en"
                                + " -Duser.extensions= -Dbarnhand.home="
                                + flink.resolve("barnhand"),
                        "classloader.parent-first-patterns.additional: com.example.;ai.djl.;"
                                + "io.barnhand.gait.models.;ai.onnxruntime.;org.bytedeco.;"
                                + "org.postgresql.");
        assertThat(flink.resolve("conf/config.yaml.before-barnhand"))
                .content()
                .contains("numberOfTaskSlots: 1");
    }

    @Test
    void aSecondTimeRemovesOldLibrariesAndKeepsOwnSettings() throws Exception {
        install();
        Files.writeString(flink.resolve("lib/old.jar"), "");
        Files.writeString(flink.resolve("lib/mine.jar"), "");
        Files.writeString(
                flink.resolve("barnhand/installed"),
                Files.readString(flink.resolve("barnhand/installed")) + "old.jar\n");
        List<String> tuned = new ArrayList<>(configuration());
        tuned.replaceAll(line -> line.replaceFirst("(numberOfTaskSlots: ).*", "$18"));
        configuration(String.join("\n", tuned) + "\n");

        Result result = install();

        assertThat(result.output()).contains("conf/config.yaml: no change is needed");
        assertThat(configuration()).isEqualTo(tuned);
        assertThat(names("lib")).contains("mine.jar").doesNotContain("old.jar");
    }

    @Test
    void refusesAFolderThatIsNoDistributionOfThisVersion() throws Exception {
        Files.move(
                flink.resolve("lib/flink-dist-2.2.1.jar"),
                flink.resolve("lib/flink-dist-1.20.0.jar"));

        Result result = install();

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.output())
                .contains("is of another version (flink-dist-1.20.0.jar); take a Flink 2.2");
        assertThat(flink.resolve("barnhand")).doesNotExist();
    }

    private Result install(String... options) throws Exception {
        List<String> command = new ArrayList<>(List.of(STANDALONE.resolve("install").toString()));
        command.addAll(List.of(options));
        command.add(flink.toString());
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), output);
    }

    private List<String> configuration() throws IOException {
        return Files.readAllLines(flink.resolve("conf/config.yaml"));
    }

    private void configuration(String text) throws IOException {
        Files.writeString(flink.resolve("conf/config.yaml"), text);
    }

    private List<String> names(String folder) throws IOException {
        return list(flink.resolve(folder)).stream()
                .map(file -> file.getFileName().toString())
                .toList();
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        }
    }
}
