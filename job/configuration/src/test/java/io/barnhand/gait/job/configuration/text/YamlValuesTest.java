package io.barnhand.gait.job.configuration.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

class YamlValuesTest {

    private final YamlValues values = new YamlValues("a file");

    @Test
    void aliasesAreTheValuesTheyStandFor() {
        assertThat(values.read("{a: &x [k], b: *x, c: {d: *x}}"))
                .isEqualTo(
                        Map.of(
                                "a",
                                List.of("k"),
                                "b",
                                List.of("k"),
                                "c",
                                Map.of("d", List.of("k"))));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "source: &a {path: x, more: *a}",
                "source: &a\n  path: *a\n",
                "cameras: &a\n  x: {y: *a}\n",
                "horses: &a\n  - *a\n",
                "&a [*a]",
                "a: &a {b: &b {c: *a, d: *b}}"
            })
    void whatHoldsItselfIsRefused(String yaml) {
        assertThatThrownBy(() -> values.read(yaml))
                .isInstanceOf(YamlEngineException.class)
                .hasMessageContaining(
                        "nested more than 50 levels deep, or holds itself by an alias");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[", "{a: ", "- "})
    void whatIsNestedDeepIsRefusedBeforeItIsBuilt(String level) {
        assertThatThrownBy(() -> values.read(level.repeat(100_000)))
                .isInstanceOf(YamlEngineException.class)
                .hasMessageContaining("nested more than 50 levels deep");
    }

    @Test
    void aLargeFileIsRefused() {
        byte[] comments = "# much\n".repeat(1_000_000).getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> values.read(new ByteArrayInputStream(comments)))
                .isInstanceOf(YamlEngineException.class)
                .hasMessage("it has more than 3000000 bytes");
    }

    @Test
    void anotherEncodingIsNamedNotItsException() {
        byte[] latin = "path: Süd".getBytes(StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> values.read(new ByteArrayInputStream(latin)))
                .isInstanceOf(YamlEngineException.class)
                .hasMessage("it is not text in UTF-8");
        assertThatThrownBy(() -> values.read("path: !!binary x"))
                .isInstanceOf(YamlEngineException.class)
                .hasMessage("a value is not what its tag says");
    }

    @Test
    void aMarkOfTheEncodingIsReadOver() throws IOException {
        for (String text : List.of("\ufeffpath: Süd", "path: Süd")) {
            assertThat(values.read(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))))
                    .isEqualTo(Map.of("path", "Süd"));
        }
    }
}
