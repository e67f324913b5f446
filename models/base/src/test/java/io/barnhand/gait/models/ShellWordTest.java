package io.barnhand.gait.models;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShellWordTest {

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
        String quoted = ShellWord.quoted(word);

        Process bash =
                new ProcessBuilder("bash", "-c", "printf %s " + quoted)
                        .redirectErrorStream(true)
                        .start();

        assertThat(new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo(word);
        assertThat(quoted).doesNotContainPattern("[\\p{Cc}\\p{Cf}]");
    }
}
