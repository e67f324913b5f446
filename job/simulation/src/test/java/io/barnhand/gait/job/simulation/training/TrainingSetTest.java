package io.barnhand.gait.job.simulation.training;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.barnhand.gait.models.testing.Extended;
import io.barnhand.gait.models.testing.Slow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Slow
@Extended
class TrainingSetTest {

    private static final int PICTURES = 4;
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir private Path folder;

    @Test
    void shouldShowInEverySealedPictureSomethingThatTrainingNeverShows() throws Exception {
        List<JsonNode> sealed = write(Split.SEALED);
        List<JsonNode> train = write(Split.TRAIN);
        for (JsonNode line : sealed) {
            assertThat(unseen(line.get("factors"))).isTrue();
        }
        for (JsonNode line : train) {
            assertThat(line.get("factors").get("held_out").asText()).isEqualTo("none");
            assertThat(unseen(line.get("factors"))).isFalse();
        }
    }

    @Test
    void shouldPutTheHorseIntoTheMiddleAtTheDeployedSize() throws Exception {
        for (JsonNode line : write(Split.HELD_IN)) {
            JsonNode box = line.get("box");
            double width = box.get(2).asDouble() - box.get(0).asDouble();
            double height = box.get(3).asDouble() - box.get(1).asDouble();
            // The deployed crop of 256 px is 1.5 times the box, give or take the detector's error.
            assertThat(256 / Math.max(width, height)).isBetween(1.5 * .9, 1.5 * 1.12);
            assertThat(.5 * (box.get(0).asDouble() + box.get(2).asDouble())).isBetween(142., 178.);
            assertThat(line.get("keypoints")).hasSize(17);
            assertThat(line.get("body_length").asDouble()).isPositive();
        }
        assertThat(Files.size(file("held-in", "pose-00000.u8")))
                .isEqualTo(PICTURES * 3 * 320 * 320);
        assertThat(Files.size(file("held-in", "frames-00000.u8")))
                .isEqualTo(PICTURES * 3 * 416 * 416);
    }

    @Test
    void shouldNotRenderExistingShardsAgain() throws Exception {
        write(Split.HELD_IN);
        Path shard = file("held-in", "pose-00000.u8");
        byte[] first = Files.readAllBytes(shard);
        FileTime made = FileTime.fromMillis(1_000_000);
        Files.setLastModifiedTime(shard, made);
        write(Split.HELD_IN);
        assertThat(Files.getLastModifiedTime(shard)).isEqualTo(made);
        Files.delete(shard);
        write(Split.HELD_IN);
        assertThat(Files.readAllBytes(shard)).isEqualTo(first);
    }

    private List<JsonNode> write(Split split) throws IOException, InterruptedException {
        new TrainingSet(split, folder).write(PICTURES, PICTURES, percent -> {});
        return Files.readAllLines(file(split.folder, "pose-00000.jsonl")).stream()
                .map(TrainingSetTest::parse)
                .toList();
    }

    private Path file(String split, String name) {
        return folder.resolve(split).resolve(name);
    }

    private static boolean unseen(JsonNode factors) {
        return factors.get("coat").asText().equals("palomino")
                || factors.get("scene").asText().equals("arena")
                || factors.get("shape").asText().equals("cob")
                || factors.get("camera").asText().equals("high")
                || factors.get("swing").asText().equals("high");
    }

    private static JsonNode parse(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new AssertionError(line, e);
        }
    }
}
