package io.barnhand.gait.job.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.barnhand.gait.job.testing.Shell;
import io.barnhand.gait.models.cache.ModelCache;
import io.barnhand.gait.models.testing.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The complete chain on real video with real networks: seven ridden horses at a walk, which recede
 * and turn away. The pose model was trained on footage of this kind and says nothing about others.
 */
class WalkingVideosITCase {

    @TempDir private static Path folder;

    private static Shell.Result result;
    private static Map<String, List<JsonNode>> passes;
    private static List<JsonNode> poses;
    private static long loads;

    @BeforeAll
    static void run() throws IOException {
        Path clips = SharedData.require("data/footage/walk");
        Path detector = SharedData.require("golden/yolox/yolox_nano.onnx");
        Path pose = SharedData.require("models/rtmpose-t_walk.pth");
        Shell shell = new Shell(folder);
        long before = ModelCache.shared().loads();

        result =
                shell.run(
                        "walk",
                        "source.path=" + clips + "/*.avi",
                        "detector.model=" + detector,
                        "pose.model=" + pose,
                        "pose.min-score=0.1");

        loads = ModelCache.shared().loads() - before;
        passes =
                shell.records("gait", "walk").stream()
                        .filter(r -> r.path("window").path("kind").asText().equals("pass"))
                        .collect(Collectors.groupingBy(r -> r.path("recording").asText()));
        poses = shell.records("poses", "walk");
    }

    @Test
    void everyClipIsMeasured() {
        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(passes).hasSize(7);
    }

    @Test
    void eachClipShowsOneHorse() {
        Map<String, Long> horses =
                poses.stream()
                        .collect(
                                Collectors.groupingBy(
                                        p -> p.path("recording").asText(),
                                        Collectors.mapping(
                                                p -> p.path("track").asText(),
                                                Collectors.collectingAndThen(
                                                        Collectors.toSet(),
                                                        s -> (long) s.size()))));

        assertThat(horses).hasSize(7).allSatisfy((clip, n) -> assertThat(n).isEqualTo(1));
    }

    @Test
    void theRiderIsSeenInMostFramesOfEveryClip() {
        Map<String, Double> ridden =
                poses.stream()
                        .collect(
                                Collectors.groupingBy(
                                        p -> p.path("recording").asText(),
                                        Collectors.averagingDouble(
                                                p ->
                                                        p.path("flags")
                                                                        .toString()
                                                                        .contains("\"rider\"")
                                                                ? 1
                                                                : 0)));

        assertThat(ridden)
                .hasSize(7)
                .allSatisfy((clip, share) -> assertThat(share).isGreaterThan(0.8));
    }

    @Test
    void theGaitIsWalkOrUnknownAndNeverAnother() {
        Map<String, String> gaits = new TreeMap<>();
        passes.keySet().forEach(clip -> gaits.put(clip, gait(longest(clip))));

        assertThat(gaits.values()).as("%s", gaits).isSubsetOf("walk", "unknown");
        assertThat(gaits.values()).as("%s", gaits).filteredOn("walk"::equals).hasSizeGreaterThan(4);
    }

    @Test
    void strideFrequencyAgreesWithTheTruth() throws IOException {
        Map<String, Double> errors = new TreeMap<>();
        truth().forEach(
                        (clip, hz) -> {
                            JsonNode value = longest(clip).path("stride_freq_hz").path("value");
                            errors.put(
                                    clip,
                                    value.isNumber() ? value.asDouble() / hz - 1 : Double.NaN);
                        });

        assertThat(errors.values())
                .as("%s", errors)
                .allSatisfy(error -> assertThat(Math.abs(error)).isLessThan(0.12));
        assertThat(errors.values())
                .as("%s", errors)
                .filteredOn(error -> Math.abs(error) < 0.05)
                .hasSizeGreaterThan(5);
    }

    @Test
    void valuesThatAnObliqueViewCannotGiveAreNull() {
        assertThat(passes.values())
                .allSatisfy(
                        records ->
                                assertThat(records)
                                        .allSatisfy(
                                                r -> {
                                                    assertThat(metric(r, "speed_bl_s")).isNull();
                                                    assertThat(metric(r, "stride_length_bl"))
                                                            .isNull();
                                                }));
        assertThat(passes.keySet())
                .allSatisfy(
                        clip ->
                                assertThat(longest(clip).path("quality").path("flags").toString())
                                        .contains("oblique_view"));
    }

    @Test
    void noRecordClaimsMoreThanItsStridesSupport() {
        for (List<JsonNode> records : passes.values()) {
            for (JsonNode record : records) {
                double strides = record.path("window").path("n_strides").asDouble(0);
                if (strides < 2) {
                    assertThat(gait(record)).isEqualTo("unknown");
                }
                JsonNode duty = record.path("duty_factor").path("LH");
                if (strides < 2.5) {
                    assertThat(duty.path("value").isNull()).isTrue();
                } else if (strides < 3 && duty.path("value").isNumber()) {
                    assertThat(duty.path("flags").toString()).contains("low_strides");
                }
            }
        }
    }

    @Test
    void eachModelIsLoadedOnceAtMost() {
        assertThat(loads).isLessThanOrEqualTo(2);
    }

    private static JsonNode longest(String clip) {
        return passes.get(clip).stream()
                .max(
                        Comparator.comparingLong(
                                r ->
                                        r.path("window").path("end_ms").asLong()
                                                - r.path("window").path("start_ms").asLong()))
                .orElseThrow();
    }

    private static String gait(JsonNode record) {
        return record.path("gait").path("class").asText();
    }

    private static Double metric(JsonNode record, String name) {
        JsonNode value = record.path(name).path("value");
        return value.isNumber() ? value.asDouble() : null;
    }

    private static Map<String, Double> truth() throws IOException {
        Map<String, Double> truth = new HashMap<>();
        List<String> lines = Files.readAllLines(SharedData.require("data/footage/walk/truth.csv"));
        for (String line : lines.subList(1, lines.size())) {
            String[] columns = line.split(",");
            truth.put(columns[0].replace(".avi", ""), Double.parseDouble(columns[3]));
        }
        return truth;
    }
}
