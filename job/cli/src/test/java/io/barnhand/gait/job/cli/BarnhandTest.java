package io.barnhand.gait.job.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnhand.gait.job.configuration.ConfigurationException;
import io.barnhand.gait.job.testing.Shell;
import io.barnhand.gait.models.ModelException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class BarnhandTest {

    static Stream<String> commands() {
        return Barnhand.commandLine().getSubcommands().keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("commands")
    void everyCommandSaysWhatItIsFor(String command) {
        Shell.Result result = Shell.barnhand("help", command);

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out()).contains("Usage: barnhand " + command);
        assertThat(Shell.barnhand("help").out()).containsPattern("(?m)^  " + command + "\\b");
    }

    /** Those of picocli take anything. */
    static Stream<String> ownCommands() {
        return Barnhand.commandLine().getSubcommands().entrySet().stream()
                .filter(e -> e.getValue().getCommand().getClass().getName().startsWith("io.barn"))
                .map(Map.Entry::getKey);
    }

    @ParameterizedTest
    @MethodSource("ownCommands")
    void whatACommandDoesNotKnowIsBadUsage(String command) {
        Shell.Result result = Shell.barnhand(command, "--no-such-option");

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("Usage: barnhand");
    }

    @ParameterizedTest
    @CsvSource({
        "rnu, barnhand run",
        "check-camrea clip.mp4, barnhand check-camera",
        "run --cnof x, --conf",
        "run --st a=b, --set",
        "run --ste=a=b, --set",
        "overlay --poes x --out y, --poses",
        "models fecth yolox, barnhand models fetch"
    })
    void whatIsMistypedGetsAGuess(String line, String meant) {
        Shell.Result result = Shell.barnhand(line.split(" "));

        assertThat(result.exitCode()).isEqualTo(2);
        assertThat(result.err()).contains("Did you mean " + meant + "? Usage: barnhand help");
    }

    @Test
    void helpOfRunIsTheSameBothWays() {
        assertThat(Shell.barnhand("help", "run").out())
                .isEqualTo(Shell.barnhand("run", "--help").out())
                .contains("--conf=FILE");
    }

    @Test
    void bashTakesTheCompletion(@TempDir Path folder) throws Exception {
        Shell.Result result = Shell.barnhand("generate-completion");
        assertThat(result.exitCode()).as(result.err()).isZero();
        Path script = Files.writeString(folder.resolve("completion"), result.out());

        Process bash =
                new ProcessBuilder("bash", "-n", script.toString())
                        .redirectErrorStream(true)
                        .start();
        String complaints =
                new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(bash.waitFor()).as(complaints).isZero();
        assertThat(result.out()).contains("complete -F _complete_barnhand").contains("--run-id");
    }

    @Test
    void theExitCodeIsThatOfTheFirstFailureOfTheProject() {
        FailureMessages failures = new FailureMessages(() -> false);

        assertThat(
                        failures.getExitCode(
                                wrapped(new ConfigurationException("run.id is", "give one"))))
                .isEqualTo(2);
        assertThat(failures.getExitCode(wrapped(new ModelException("no model", "fetch one"))))
                .isEqualTo(1);
        assertThat(failures.getExitCode(new IllegalStateException("a bug"))).isEqualTo(1);
    }

    private static Exception wrapped(Exception cause) {
        return new IllegalStateException("Flink says", new CompletionException(cause));
    }
}
