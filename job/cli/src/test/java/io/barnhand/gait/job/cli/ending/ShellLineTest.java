package io.barnhand.gait.job.cli.ending;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShellLineTest {

    private static final ShellLine RUN = new ShellLine(List.of("barnhand", "run"));

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "",
                "two words",
                "it's",
                "a\"b$HOME`id`\\",
                "sinks.poses={kind: parquet, path: out/Ställe 1}",
                "line\nbreak\tand\u001b[31m colour, it's \\ here",
                "*?[a]~!;&|<>(){}",
                "\u202egpj.horse"
            })
    void aShellTakesEachWordAsItWas(String word) throws Exception {
        String quoted = ShellLine.quoted(word);

        Process bash =
                new ProcessBuilder("bash", "-c", "printf %s " + quoted)
                        .redirectErrorStream(true)
                        .start();

        assertThat(new String(bash.getInputStream().readAllBytes(), "UTF-8")).isEqualTo(word);
        assertThat(quoted).doesNotContainPattern("[\\p{Cc}\\p{Cf}]");
    }

    @Test
    void anOptionIsGivenOnce() {
        assertThat(RUN.with("--resume").with("--resume")).hasToString("barnhand run --resume");
    }

    @Test
    void aSettingTakesThePlaceOfTheGivenOne() {
        assertThat(RUN.withSetting("run.id", "a")).hasToString("barnhand run --set run.id=a");
        assertThat(RUN.withSetting("run.id", "a").withSetting("run.id", "b"))
                .hasToString("barnhand run --set run.id=b");
        assertThat(new ShellLine(List.of("barnhand", "--set=run.id=a")).withSetting("run.id", "b"))
                .hasToString("barnhand --set=run.id=b");
    }
}
