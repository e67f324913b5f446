package io.barnhand.gait.job.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barnhand.gait.job.configuration.ConfigurationException;
import io.barnhand.gait.job.configuration.ConfigurationReader;
import io.barnhand.gait.job.configuration.SettingDifference;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class DescribedRunTest {

    private static final List<String> NETWORKS = List.of("yolox_nano@11111111", "pose@22222222");

    @Test
    void differencesThatAffectKeypointsAreNamed() {
        DescribedRun before = of(described("detector.score=0.7", "tracking.buffer=500ms"));
        DescribedRun now =
                of(
                        described(
                                "detector.score=0.6",
                                "tracking.buffer=1s",
                                "source.fps=15",
                                "horses=[{camera: aisle, horse: Bella}]"));

        assertThat(otherwise(before, now))
                .containsExactly(
                        "source.fps was null, is 15.0",
                        "detector.score was 0.7, is 0.6",
                        "tracking.buffer was 500ms, is 1s",
                        "horses[0].camera was null, is aisle",
                        "horses[0].horse was null, is Bella");
    }

    @Test
    void whatChangesNoKeypointDoesNotCount() {
        DescribedRun before = of(described());
        DescribedRun now =
                of(
                        described(
                                "run.parallelism=4",
                                "decode.isolation=process",
                                "pose.device=cpu",
                                "pose.batch=4",
                                "pose.min-score=0.2",
                                "cameras.aisle.mirrored=true",
                                "gait.pass-max=30s",
                                "gait.duty-calibration.walk={fore: 0, hind: 0, error: 0.01}",
                                "sinks.gait={kind: none}"));

        assertThat(otherwise(before, now)).isEmpty();
    }

    @Test
    void measurementsDifferByTheirSettingsAndByThoseOfKeypointsThatBothRunsEstimated() {
        DescribedRun video = of(described("detector.score=0.7", "gait.pass-max=30s"));
        DescribedRun other = of(described("detector.score=0.6", "horses=[{camera: a, horse: b}]"));
        DescribedRun poses = of(description(List.of(), "source.kind=poses", "pose.min-score=0.1"));

        assertThat(video.differences(other))
                .extracting(DescribedRunTest::clause)
                .containsExactly(
                        "detector.score was 0.7, is 0.6",
                        "horses[0].camera was null, is a",
                        "horses[0].horse was null, is b",
                        "gait.pass-max was 30s, is 1min",
                        "horses[0].gaited was null, is false");
        assertThat(video.differences(poses))
                .extracting(DescribedRunTest::clause)
                .containsExactly(
                        "pose.min-score was null, is 0.1", "gait.pass-max was 30s, is 1min");
    }

    @Test
    void networksDifferByTheirDigestsNotByTheirPaths() {
        DescribedRun before = of(described("detector.model=yolox-nano"));
        DescribedRun moved = of(described("detector.model=/models/yolox_nano.onnx"));
        DescribedRun other = of(description(List.of("yolox_nano@11111111", "pose@33333333")));
        DescribedRun none = of(description(List.of("yolox_nano@11111111")));

        assertThat(otherwise(before, moved)).isEmpty();
        assertThat(otherwise(before, other))
                .containsExactly("pose.model was pose@22222222, is pose@33333333");
        assertThat(otherwise(before, none))
                .containsExactly("pose.model was pose@22222222, is none");
    }

    @Test
    void aKeyThatTheOtherReleaseDidNotKnowHasItsDefault() {
        ObjectNode older = described();
        ((ObjectNode) older.at("/configuration/detector")).remove("margin");
        ObjectNode newer = described();
        ((ObjectNode) newer.at("/configuration/detector")).put("tilt", "3deg");
        ((ObjectNode) newer.at("/configuration/sinks")).put("gait", "a store of its own");

        assertThat(otherwise(of(older), of(described()))).isEmpty();
        assertThat(otherwise(of(newer), of(described()))).isEmpty();
        assertThat(otherwise(of(older), of(described("detector.margin=0.2"))))
                .containsExactly("detector.margin was 0.1, is 0.2");
    }

    /** Such descriptions were written until the configuration was kept in its own form. */
    @Test
    void anEarlierReleasesDescriptionSaysItsNetworksOnly() throws JsonProcessingException {
        DescribedRun earlier =
                of(
                        (ObjectNode)
                                new JsonMapper()
                                        .readTree(
                                                """
                                                {"run":"spring","program":"barnhand 0.1.0 (commit 349d594)",
                                                 "begun":"2026-11-28T10:00:00Z",
                                                 "models":["yolox_nano@11111111","pose@22222222"],
                                                 "detector":"DetectorOptions[model=yolox-nano, score=0.7, floor=0.1, every=PT0.165S, margin=0.1, accept=[horse]]",
                                                 "tracking":"TrackingOptions[buffer=PT2S, maxHorses=8]",
                                                 "cameras":"{}","horses":"[]"}
                                                """));

        assertThat(earlier.configuration()).isEmpty();
        assertThat(otherwise(earlier, of(described("detector.score=0.6")))).isEmpty();
        assertThat(otherwise(earlier, of(description(List.of("a@1", "b@2"))))).hasSize(2);
        assertThat(earlier.differences(of(description(List.of(), "source.kind=poses"))))
                .as("one that made no keypoints")
                .isEmpty();
    }

    @Test
    void settingsThatCannotBeAreRefusedWithTheFileThatHoldsThem() {
        ObjectNode broken = described();
        ((ObjectNode) broken.at("/configuration/gait")).put("pass-gap", "99h");

        assertThatThrownBy(() -> of(broken))
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(
                        "a/run.json keeps settings that cannot be used (gait.pass-gap is 99h; give a duration from 200ms to 30s); use the release that wrote it");
    }

    private static List<String> otherwise(DescribedRun before, DescribedRun now) {
        return before.keypointDifferences(now).stream().map(DescribedRunTest::clause).toList();
    }

    private static String clause(SettingDifference d) {
        return String.format(Locale.ROOT, "%s was %s, is %s", d.path(), d.textA(), d.textB());
    }

    private static DescribedRun of(ObjectNode description) {
        return DescribedRun.of(description, "a/run.json");
    }

    private static ObjectNode described(String... settings) {
        return description(NETWORKS, settings);
    }

    private static ObjectNode description(List<String> networks, String... settings) {
        return RunDescription.describe(
                ConfigurationReader.read(null, List.of(settings)), "r", networks);
    }
}
