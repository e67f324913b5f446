package io.barnhand.gait.job.integration.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
        Process process = new ProcessBuilder(List.of(command)).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), output);
    }
}
