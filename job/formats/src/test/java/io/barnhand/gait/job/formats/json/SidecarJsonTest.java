package io.barnhand.gait.job.formats.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SidecarJsonTest {

    /** As editors of Windows write text. */
    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
    void theMarkOfTheEncodingIsNoPartOfTheObject(String encoding) throws IOException {
        String json = "\ufeff{\r\n  \"camera\": \"st\u00e4ll\",\r\n  \"sequence\": 3\r\n}\r\n";

        assertThat(SidecarJson.read(json.getBytes(Charset.forName(encoding))))
                .isEqualTo(Map.of("camera", "st\u00e4ll", "sequence", 3));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "camera;start\r\naisle;2026-11-22 10:15",
                "sep=;\r\ncamera;start",
                "{\u201ccamera\u201d: \u201caisle\u201d}",
                "{\"start_us\": 1795341600000000,5}",
                "{\"camera\"; \"aisle\"}",
                "{\"camera\": \"aisle\", \"camera\": \"arena\"}",
                ""
            })
    void whatASpreadsheetOrAnEditorMakesOfItIsRefused(String text) {
        assertThatThrownBy(() -> SidecarJson.read(text.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IOException.class)
                .hasMessageMatching("(?s)(not JSON: .*|must be a JSON object)");
    }

    @ParameterizedTest
    @ValueSource(strings = {"windows-1252"})
    void anOldEncodingIsRefused(String encoding) {
        byte[] json = "{\"camera\": \"st\u00e4ll\"}".getBytes(Charset.forName(encoding));

        assertThatThrownBy(() -> SidecarJson.read(json))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("Invalid UTF-8");
    }
}
