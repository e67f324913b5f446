package io.barnhand.gait.operators.gait.estimate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.barnhand.gait.models.image.Box;
import io.barnhand.gait.operators.records.HorsePose;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Reads archived poses, one JSON line each. */
final class PoseFixtures {

    private static final ObjectMapper JSON = new ObjectMapper();

    private PoseFixtures() {}

    static List<HorsePose> read(Path file) {
        try {
            return Files.readAllLines(file).stream().map(PoseFixtures::pose).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static HorsePose pose(String line) {
        try {
            JsonNode node = JSON.readTree(line);
            float[] keypoints = new float[3 * HorsePose.KEYPOINTS];
            Arrays.fill(keypoints, Float.NaN);
            for (int k = 0; k < HorsePose.KEYPOINTS; k++) {
                JsonNode point = node.get("keypoints").get(k);
                for (int i = 0; i < 3 && !point.isNull(); i++) {
                    keypoints[3 * k + i] = (float) point.get(i).asDouble();
                }
            }
            JsonNode box = node.get("bbox");
            return new HorsePose(
                    node.get("camera").asText(),
                    node.get("recording").asText(),
                    node.get("track").asText(),
                    node.get("horse").isNull() ? null : node.get("horse").asText(),
                    node.get("time_us").asLong(),
                    node.get("image_size").get(0).asInt(),
                    node.get("image_size").get(1).asInt(),
                    new Box(
                            box.get(0).asDouble(),
                            box.get(1).asDouble(),
                            box.get(2).asDouble(),
                            box.get(3).asDouble()),
                    (float) node.get("bbox_score").asDouble(),
                    keypoints,
                    node.get("model").asText(),
                    List.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
