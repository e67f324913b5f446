package io.barnhand.gait.job.analysis.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.barnhand.gait.job.simulation.ClipTruth;
import io.barnhand.gait.job.simulation.ClipTruthJson;
import io.barnhand.gait.job.testing.SyntheticClip;
import io.barnhand.gait.operators.synthetic.SyntheticGait;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClipTruthJsonTest {

    @TempDir private Path folder;

    private static final ClipTruth TRUTH =
            new SyntheticClip(3, 30, 5)
                    .horse(SyntheticGait.CANTER_LEFT, true)
                    .horse(SyntheticGait.WALK, false)
                    .truth();

    @Test
    void readingBackGivesTheSameTruth() throws IOException {
        Path file = folder.resolve("new/truth.json");

        ClipTruthJson.write(TRUTH, file);

        assertThat(ClipTruthJson.read(file)).isEqualTo(TRUTH);
        try (Stream<Path> files = Files.list(file.getParent())) {
            assertThat(files).containsExactly(file);
        }
    }

    @Test
    void theNamesAreThoseOfGaitLines() throws IOException {
        Path file = folder.resolve("truth.json");
        ClipTruthJson.write(TRUTH, file);

        JsonNode json = new JsonMapper().readTree(file.toFile());

        assertThat(json.path("clip").path("size").toString()).isEqualTo("[1600,400]");
        JsonNode horse = json.path("horses").path(0);
        assertThat(horse.path("gait").asText()).isEqualTo("canter");
        assertThat(horse.path("lead").asText()).isEqualTo("left");
        assertThat(horse.path("stride_frequency_hz").isNumber()).isTrue();
        assertThat(horse.path("speed_bl_s").isNumber()).isTrue();
        assertThat(horse.path("stride_length_bl").isNumber()).isTrue();
        assertThat(horse.path("limbs").path("RF").path("duty_factor").isNumber()).isTrue();
        assertThat(horse.path("limbs").path("RF").path("hoof_on_us").isArray()).isTrue();
        assertThat(horse.path("tail_root").path("min_diff").isNumber()).isTrue();
        JsonNode shown = json.path("frames").path(0).path("horses").path(0);
        assertThat(shown.path("bbox")).hasSize(4);
        assertThat(shown.path("keypoints")).hasSize(17);
        assertThat(shown.path("keypoints").path(0)).hasSize(3);
        assertThat(shown.path("keypoints").path(0).path(2).asInt()).isEqualTo(2);
    }

    @Test
    void faultsOfAFileAreReported() throws IOException {
        Path file = folder.resolve("truth.json");
        ClipTruthJson.write(TRUTH, file);
        String right = Files.readString(file);

        assertRefused(file, "{", "Unexpected end");
        assertRefused(file, "null", "holds null");
        assertRefused(file, right.replace("\"notice\"", "\"note\""), "notice");
        assertRefused(file, right.replace("\"coat\":\"bay\",", ""), "coat");
        assertRefused(file, right.replaceFirst("\"id\":1", "\"id\":7"), "horse 1");
        assertRefused(file, right.replaceFirst("\"time_us\":33333", "\"time_us\":0"), "rise");
        assertRefused(file, right.replaceFirst(",2],\\[", ",3],["), "0, 1 or 2");
        assertRefused(file, right.replaceFirst("\"LH\"", "\"XX\""), "XX");
        assertThatThrownBy(() -> ClipTruthJson.read(folder.resolve("none.json")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("There is no truth");
    }

    private static void assertRefused(Path file, String content, String reason) throws IOException {
        Files.writeString(file, content);
        assertThatThrownBy(() -> ClipTruthJson.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(file + " is not the truth of a clip")
                .hasMessageContaining(reason);
    }
}
