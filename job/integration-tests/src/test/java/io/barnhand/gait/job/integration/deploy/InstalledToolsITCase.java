package io.barnhand.gait.job.integration.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnhand.gait.operators.video.clip.ClipWriter;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The command line as the image has it: beside a Flink, without the sources. */
class InstalledToolsITCase {

    private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();
    private static final Path SCRIPT = ROOT.resolve("flink-deploy/docker/install-tools");

    @TempDir private Path folder;

    private record Result(int exitCode, String output) {}

    @Test
    void theCommandLineRunsWithTheLibrariesOfFlink() throws Exception {
        Path lib = Files.createDirectories(folder.resolve("flink/lib"));
        Path weights = Files.createDirectories(folder.resolve("flink/barnhand/models/weights"));
        copy(ROOT.resolve("job/cli/target/lib"), "glob:*{picocli,models,snakeyaml}*.jar", lib);
        copy(ROOT.resolve("models/weights"), "glob:*.pth", weights);

        Result installed = run(SCRIPT.toString(), folder.resolve("flink").toString());
        assertThat(installed.exitCode()).as(installed.output()).isZero();

        Path home = folder.resolve("flink/barnhand");
        assertThat(home.resolve("job/cli/target/lib/licenses/THIRD-PARTY.txt")).isRegularFile();
        try (Stream<Path> jars = Files.list(home.resolve("job/cli/target/lib"))) {
            assertThat(jars.filter(Files::isSymbolicLink).map(InstalledToolsITCase::real))
                    .hasSizeGreaterThanOrEqualTo(3)
                    .allMatch(jar -> jar.startsWith(real(lib)));
        }
        Result listed = run(home.resolve("flink-deploy/barnhand").toString(), "models", "list");
        assertThat(listed.exitCode()).as(listed.output()).isZero();
        assertThat(listed.output()).containsPattern("rtmpose-t-rendered .* present");
        assertRunsInAnotherLanguageWithoutALocale(home);
    }

    /**
     * As cron starts it, with the digits of Arabic, on a video whose name is not ASCII, a copy of
     * it and one whose name is not UTF-8.
     */
    private void assertRunsInAnotherLanguageWithoutALocale(Path home) throws Exception {
        Path videos = Files.createDirectories(folder.resolve("videos/höf"));
        Path video = videos.resolve("Grün 馬.mp4");
        try (ClipWriter writer = ClipWriter.open(video, 64, 48, 10, "grey")) {
            for (int i = 0; i < 5; i++) {
                byte[] grey = new byte[64 * 48 * 3];
                Arrays.fill(grey, (byte) (100 + i));
                writer.write(grey, i * 100_000L);
            }
            writer.finish();
        }
        Files.copy(video, videos.resolve("Kopie.mp4"));
        Files.copy(video, Path.of(URI.create(videos.toUri() + "bad%FF.mp4")));
        ProcessBuilder builder =
                new ProcessBuilder(
                        home.resolve("flink-deploy/barnhand").toString(),
                        "run",
                        "--set",
                        "source.path=" + videos,
                        "--set",
                        "run.id=a",
                        "--set",
                        "detector.model=yolox-nano-rendered",
                        "--set",
                        "pose.model=rtmpose-t-rendered");
        builder.directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().keySet().retainAll(Set.of("PATH", "HOME", "JAVA_HOME"));
        builder.environment().put("LC_ALL", "C");
        builder.environment()
                .put(
                        "JAVA_TOOL_OPTIONS",
                        "-Duser.language=ar -Duser.country=EG -Duser.extensions=u-nu-arab");
        Result ran = run(builder);

        assertThat(ran.exitCode()).as(ran.output()).isZero();
        assertThat(ran.output())
                .contains("No horse was followed in 1 of 1 recording:")
                .contains("höf/Grün 馬;")
                .contains("Not used: 1 bad_plan, 1 copy")
                .contains("its name is not UTF-8 (" + videos.toUri().getRawPath() + "bad%FF.mp4)")
                .containsPattern("/Kopie.mp4 has the same bytes as .*%20%E9%A6%AC.mp4, which is");
        assertThat(lines(folder.resolve("out/coverage/run=a")))
                .hasSize(2)
                .allMatch(line -> line.contains("\"recording\":\"Grün 馬\""))
                .anyMatch(line -> line.contains("\"unseen\":{\"best_score\":0.0,"));
    }

    private static List<String> lines(Path folder) throws IOException {
        List<String> lines = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                lines.addAll(Files.readAllLines(file));
            }
        }
        return lines;
    }

    @Test
    void aFolderThatIsNoFlinkIsBadUsage() throws Exception {
        assertThat(run(SCRIPT.toString(), folder.toString()).exitCode()).isEqualTo(2);
        assertThat(run(SCRIPT.toString()).output()).contains("Usage:");
    }

    private static void copy(Path from, String glob, Path to) throws IOException {
        try (Stream<Path> files = Files.list(from)) {
            for (Path file :
                    files.filter(
                                    f ->
                                            f.getFileSystem()
                                                    .getPathMatcher(glob)
                                                    .matches(f.getFileName()))
                            .toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Result run(String... command) throws IOException, InterruptedException {
        return run(new ProcessBuilder(List.of(command)).redirectErrorStream(true));
    }

    private static Result run(ProcessBuilder builder) throws IOException, InterruptedException {
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), output);
    }
}
