package io.barnhand.gait.job.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.barnhand.gait.operators.HorsePose;
import io.barnhand.gait.operators.gait.GaitEstimator;
import io.barnhand.gait.operators.gait.GaitSettings;
import io.barnhand.gait.operators.gait.KeypointTraits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class GaitLineTest {

    private static JsonNode json;

    @BeforeAll
    static void write() throws IOException {
        List<HorsePose> poses = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of("../conf/first-run/computed-walk.jsonl"))) {
            poses.add(PoseLine.read(line));
        }
        GaitEstimator estimator =
                new GaitEstimator(GaitSettings.of(0.3, KeypointTraits.UNVERIFIED));
        json =
                new JsonMapper()
                        .readTree(GaitLine.write(estimator.pass(poses, false).record(), "monday"));
    }

    @Test
    void hasTheFieldsOfTheSchema() {
        assertThat(names(json))
                .containsExactlyInAnyOrder(
                        "schema_version",
                        "horse_id",
                        "track_id",
                        "camera_id",
                        "recording",
                        "run",
                        "pose_model",
                        "pose_status",
                        "algo_version",
                        "kp_semantics",
                        "window",
                        "scale",
                        "gait",
                        "speed_bl_s",
                        "speed_m_s",
                        "stride_freq_hz",
                        "stride_duration_s",
                        "stride_length_bl",
                        "stride_length_m",
                        "duty_factor",
                        "limb_phase",
                        "lap",
                        "dap",
                        "quality");
        assertThat(names(json.path("window")))
                .containsExactlyInAnyOrder(
                        "start_ms", "end_ms", "kind", "passes", "n_strides", "direction");
        assertThat(names(json.path("scale")))
                .containsExactlyInAnyOrder("bl_px", "m_per_bl", "source");
        assertThat(names(json.path("gait")))
                .containsExactlyInAnyOrder("class", "prob", "second", "second_prob");
        assertThat(names(json.path("duty_factor")))
                .containsExactlyInAnyOrder("LH", "LF", "RH", "RF");
        assertThat(names(json.path("quality")))
                .contains(
                        "score",
                        "frames",
                        "fps_eff",
                        "jitter_ms",
                        "valid_frac",
                        "max_gap_ms",
                        "median_conf",
                        "periodicity",
                        "swap_rate",
                        "hoof_slip_bl",
                        "fold_resid_bl",
                        "yaw_proxy",
                        "flags");
    }

    @Test
    void namesTheRun() {
        assertThat(json.path("run").asText()).isEqualTo("monday");
    }

    @Test
    void aMetricHasItsIntervalAndNumberOfStrides() {
        JsonNode frequency = json.path("stride_freq_hz");

        assertThat(names(frequency)).containsExactlyInAnyOrder("value", "sd", "ci95", "n", "flags");
        assertThat(frequency.path("ci95")).hasSize(2);
        assertThat(frequency.path("value").asDouble())
                .isBetween(
                        frequency.path("ci95").get(0).asDouble(),
                        frequency.path("ci95").get(1).asDouble());
    }

    @Test
    void whatCannotBeToldIsNullAndNotZero() {
        JsonNode metres = json.path("speed_m_s");

        assertThat(metres.path("value").isNull()).isTrue();
        assertThat(metres.path("ci95").isNull()).isTrue();
        assertThat(metres.path("flags").toString()).contains("no_scale");
        assertThat(json.path("horse_id").isNull()).isTrue();
    }

    private static List<String> names(JsonNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }
}
