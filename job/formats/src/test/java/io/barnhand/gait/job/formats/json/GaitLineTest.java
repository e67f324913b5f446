package io.barnhand.gait.job.formats.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.barnhand.gait.operators.gait.estimate.GaitEstimator;
import io.barnhand.gait.operators.gait.measurement.GaitMetric;
import io.barnhand.gait.operators.gait.measurement.GaitRecord;
import io.barnhand.gait.operators.gait.measurement.GroundSupport;
import io.barnhand.gait.operators.gait.measurement.JointRanges;
import io.barnhand.gait.operators.gait.measurement.LimbStrides;
import io.barnhand.gait.operators.gait.measurement.Limbs;
import io.barnhand.gait.operators.gait.measurement.Metric;
import io.barnhand.gait.operators.gait.measurement.Quality;
import io.barnhand.gait.operators.gait.measurement.Regularity;
import io.barnhand.gait.operators.gait.measurement.StepAsymmetry;
import io.barnhand.gait.operators.gait.measurement.SymmetryPct;
import io.barnhand.gait.operators.gait.measurement.TrunkMovement;
import io.barnhand.gait.operators.gait.measurement.VerticalAsymmetry;
import io.barnhand.gait.operators.gait.measurement.WindowMetrics;
import io.barnhand.gait.operators.gait.settings.GaitSettings;
import io.barnhand.gait.operators.gait.settings.KeypointTraits;
import io.barnhand.gait.operators.records.HorsePose;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class GaitLineTest {

    private static JsonNode schema;
    private static JsonNode json;
    private static JsonNode filled;
    private static List<String> lines;

    @BeforeAll
    static void write() throws IOException {
        schema =
                new JsonMapper()
                        .readTree(Path.of("../../flink-deploy/schema/gait.schema.json").toFile());
        List<HorsePose> poses = new ArrayList<>();
        for (String line :
                Files.readAllLines(
                        Path.of("../testing/src/main/resources/computed/computed-walk.jsonl"))) {
            poses.add(PoseLine.read(line));
        }
        GaitEstimator estimator =
                new GaitEstimator(GaitSettings.of(0.3, KeypointTraits.UNVERIFIED));
        GaitRecord record = estimator.pass(poses, false).record();
        json = read(record);
        filled = read(filled(record));
        lines = List.of(GaitLine.write(record, "monday"), GaitLine.write(filled(record), "monday"));
    }

    @Test
    void whatIsReadBackIsWhatWasWritten() {
        assertThat(lines)
                .allSatisfy(
                        line ->
                                assertThat(GaitLine.write(GaitLine.read(line), "monday"))
                                        .isEqualTo(line));
    }

    @Test
    void whatALineLacksIsNotEstimable() {
        GaitRecord read =
                GaitLine.read(
                        """
                        {"schema_version": "1.0", "track_id": "t", "camera_id": "c",
                         "recording": "r", "kp_semantics": "unverified", "new": 1,
                         "window": {"kind": "pass", "start_ms": 1, "end_ms": 2, "passes": 1},
                         "gait": {"class": "walk"}, "quality": {"score": 0.5, "frames": 9}}
                        """);

        assertThat(read.metrics().stance().dutyFactor().lh().value()).isNull();
        assertThat(read.metrics().pace().speedBlS().value()).isNull();
        assertThat(read.quality().flags()).isEmpty();
    }

    @Test
    void aPassOfYearsIsRefusedAndPooledPassesOfYearsAreRead() {
        String pass =
                lines.get(0)
                        .replaceFirst("\"start_ms\":\\d+", "\"start_ms\":0")
                        .replaceFirst("\"end_ms\":\\d+", "\"end_ms\":100000000000");

        assertThatThrownBy(() -> GaitLine.read(pass))
                .hasMessageStartingWith("a time span from 0 to 100000000000000 µs, must start at");
        assertThat(GaitLine.read(pass.replace("\"pass\"", "\"pooled\"")).window().endMs())
                .isEqualTo(100_000_000_000L);
    }

    @Test
    void flagsOfLaterVersionsAreLeftOut() {
        String line = lines.get(0).replace("\"no_scale\"", "\"no_scale\",\"not_known_yet\"");

        assertThat(line).contains("not_known_yet");
        assertThat(GaitLine.read(line)).isEqualTo(GaitLine.read(lines.get(0)));
    }

    @Test
    void theBrokenMemberOfALineIsNamed() {
        assertThatThrownBy(() -> GaitLine.read("{\"schema_version\": 1}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("schema_version is 1, must be a text");
        assertThatThrownBy(() -> GaitLine.read("[1]")).hasMessage("not a JSON object");
        assertThatThrownBy(() -> GaitLine.read("{\"sche")).hasMessageStartingWith("not JSON: ");
        assertThatThrownBy(
                        () ->
                                GaitLine.read(
                                        lines.get(0)
                                                .replaceFirst(
                                                        "\"start_ms\":\\d+",
                                                        "\"start_ms\":\"now\"")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("start_ms");
    }

    private static JsonNode read(GaitRecord record) throws IOException {
        return new JsonMapper().readTree(GaitLine.write(record, "monday"));
    }

    /** The record with a value in every field that not every pass has one for. */
    private static GaitRecord filled(GaitRecord r) {
        Metric metric = new Metric(1 / 3.0, null, null, null, 4, List.of());
        Quality q = r.quality();
        Quality quality =
                new Quality(
                        q.score(),
                        q.frames(),
                        q.fpsEff(),
                        q.jitterMs(),
                        q.validFrac(),
                        q.imputedFrac(),
                        q.gapFrac(),
                        q.maxGapMs(),
                        q.medianConf(),
                        q.periodicity(),
                        q.swapRate(),
                        q.hoofSlipBl(),
                        q.foldResidBl(),
                        new LimbStrides(3, 4, 2, 5),
                        q.facingShare(),
                        q.blCv(),
                        q.groundLineDeg(),
                        q.yawProxy(),
                        q.edgeClippedFrac(),
                        q.overlapFrac(),
                        q.flags());
        WindowMetrics metrics =
                r.metrics()
                        .withLimbStrideLengthBl(Limbs.all(metric))
                        .withStance(
                                r.metrics()
                                        .stance()
                                        .withStanceS(Limbs.all(metric))
                                        .withSwingS(Limbs.all(metric)))
                        .withSupport(
                                new GroundSupport(
                                        GroundSupport.ABSENT,
                                        metric,
                                        List.of(0.0, 0.0, 1 / 3.0, 2 / 3.0, 0.0)))
                        .withSymmetryPct(SymmetryPct.absent(metric))
                        .withStepAsymPhase(StepAsymmetry.absent(metric))
                        .withVerticalAsymPctBl(VerticalAsymmetry.absent(metric))
                        .withRomDeg(JointRanges.absent(metric, "L"))
                        .withTrunk(TrunkMovement.absent(metric))
                        .withRegularity(Regularity.absent(metric).withCvFloorPct(1 / 3.0));
        return new GaitRecord(
                r.schemaVersion(),
                r.track(),
                r.provenance(),
                r.window(),
                r.scale(),
                r.gait(),
                metrics,
                quality);
    }

    @Test
    void hasTheFieldsOfTheSchema() {
        List<String> required = new ArrayList<>();
        schema.path("required").forEach(name -> required.add(name.asText()));
        assertThat(names(json))
                .contains(
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
                        "suspension",
                        "support_hist",
                        "cv_floor_pct",
                        "quality")
                .containsExactlyInAnyOrderElementsOf(required);
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
                .containsExactlyInAnyOrder(
                        "score",
                        "frames",
                        "fps_eff",
                        "jitter_ms",
                        "valid_frac",
                        "imputed_frac",
                        "gap_frac",
                        "max_gap_ms",
                        "median_conf",
                        "periodicity",
                        "swap_rate",
                        "hoof_slip_bl",
                        "fold_resid_bl",
                        "limb_strides",
                        "facing_share",
                        "bl_cv",
                        "ground_line_deg",
                        "yaw_proxy",
                        "edge_clipped_frac",
                        "overlap_frac",
                        "flags");
    }

    /** The schema is what is published, the declarations are what is written. */
    @Test
    void metricsAreThoseOfTheDeclarationsInTheirOrder() {
        List<String> declared = new ArrayList<>();
        for (GaitMetric metric : GaitMetric.values()) {
            metric.members().forEach(member -> declared.add(metric.path(member)));
        }

        assertThat(metrics("", filled)).isEqualTo(declared);
        assertThat(schemaMetrics("", schema)).isEqualTo(declared);
    }

    private static List<String> metrics(String path, JsonNode json) {
        List<String> metrics = new ArrayList<>();
        for (Map.Entry<String, JsonNode> member : json.properties()) {
            String name = path + member.getKey();
            if (member.getValue().has("ci95")) {
                metrics.add(name);
            } else {
                metrics.addAll(metrics(name + ".", member.getValue()));
            }
        }
        return metrics;
    }

    private static List<String> schemaMetrics(String path, JsonNode json) {
        List<String> metrics = new ArrayList<>();
        for (Map.Entry<String, JsonNode> member : json.path("properties").properties()) {
            String name = path + member.getKey();
            String type = member.getValue().path("$ref").asText();
            if (type.equals("#/$defs/metric")) {
                metrics.add(name);
            } else {
                JsonNode own = type.isEmpty() ? member.getValue() : schema.at(type.substring(1));
                metrics.addAll(schemaMetrics(name + ".", own));
            }
        }
        return metrics;
    }

    @Test
    void groupsHaveTheFieldsOfTheSchema() {
        for (GaitMetric metric : GaitMetric.values()) {
            if (metric.grouped() && metric != GaitMetric.ROM_DEG) {
                assertThat(names(filled.path(metric.key())))
                        .containsExactlyElementsOf(
                                metric.members().stream().map(GaitMetric.Member::key).toList());
            }
        }
        assertThat(names(filled.path("rom_deg")))
                .containsExactly("elbow_kp", "knee_kp", "hip_kp", "shoulder_kp", "side");
        assertThat(filled.path("rom_deg").path("side").asText()).isEqualTo("L");
        assertThat(filled.path("quality").path("limb_strides").toString())
                .isEqualTo("{\"LH\":3,\"LF\":4,\"RH\":2,\"RF\":5}");
    }

    @Test
    void everyNumberHasSixDigits() {
        assertThat(filled.path("support_hist").toString())
                .isEqualTo("[0.0,0.0,0.333333,0.666667,0.0]");
        assertThat(filled.path("cv_floor_pct").toString()).isEqualTo("0.333333");
        assertThat(filled.path("stride_cv_pct").path("value").toString()).isEqualTo("0.333333");
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
    void aMetricThatIsNotEstimableIsNullAndNotZero() {
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
