package io.barnhand.gait.operators.gait.estimate;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnhand.gait.operators.gait.measurement.GaitClass;
import io.barnhand.gait.operators.gait.measurement.GaitFlag;
import io.barnhand.gait.operators.gait.measurement.GaitRecord;
import io.barnhand.gait.operators.gait.measurement.Metric;
import io.barnhand.gait.operators.gait.measurement.RecordMetrics;
import io.barnhand.gait.operators.gait.passes.PassSplitter;
import io.barnhand.gait.operators.records.HorsePose;
import io.barnhand.gait.operators.records.Limb;
import io.barnhand.gait.operators.synthetic.SyntheticGait;
import io.barnhand.gait.operators.synthetic.SyntheticScenes;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Footage without a gait, or with a part of one, must give nulls with their reason, not numbers.
 */
class NegativeCasesTest {

    private static final PassSplitter SPLITTER = new PassSplitter(0.3);
    private static final GaitEstimator ESTIMATOR = new GaitEstimator(MeasuredTrack.SETTINGS);

    private static IntStream seeds() {
        return IntStream.rangeClosed(1, 4);
    }

    private static List<GaitRecord> records(List<HorsePose> poses) {
        return SPLITTER.split(poses).stream().map(p -> ESTIMATOR.pass(p, false).record()).toList();
    }

    private static GaitRecord only(List<HorsePose> poses) {
        List<GaitRecord> records = records(poses);
        assertThat(records).hasSize(1);
        return records.get(0);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void standing(int seed) {
        GaitRecord record = only(SyntheticScenes.standing(seed));

        assertThat(record.gait().name()).isEqualTo(GaitClass.STANDING);
        assertNothing(record);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void grazing(int seed) {
        assertThat(records(SyntheticScenes.grazing(seed)))
                .allSatisfy(
                        record -> {
                            assertThat(record.gait().name())
                                    .isIn(GaitClass.STANDING, GaitClass.UNKNOWN);
                            assertNothing(record);
                        });
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void backingUp(int seed) {
        GaitRecord record = only(SyntheticScenes.backingUp(seed));

        assertNothing(record);
        assertThat(record.quality().flags()).contains(GaitFlag.BACKING_UP);
        assertThat(record.metrics().pace().strideFreqHz().flags()).contains(GaitFlag.BACKING_UP);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void horsesSwapped(int seed) {
        GaitRecord record = only(SyntheticScenes.horsesSwapped(seed));

        assertNothing(record);
        assertThat(record.quality().flags()).contains(GaitFlag.IDENTITY_AMBIGUOUS);
        assertThat(record.metrics().pace().speedBlS().flags())
                .contains(GaitFlag.IDENTITY_AMBIGUOUS);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void horsesSwappedMeeting(int seed) {
        assertThat(records(SyntheticScenes.horsesSwappedMeeting(seed)))
                .allSatisfy(
                        record -> {
                            assertNothing(record);
                            assertThat(record.quality().flags())
                                    .containsAnyOf(GaitFlag.IDENTITY_AMBIGUOUS, GaitFlag.TURNING);
                        });
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void turning(int seed) {
        assertThat(records(SyntheticScenes.turning(seed)))
                .allSatisfy(
                        record -> {
                            assertThat(record.quality().flags())
                                    .containsAnyOf(GaitFlag.OBLIQUE_VIEW, GaitFlag.TURNING);
                            assertThat(lengths(record)).allMatch(m -> m.value() == null);
                            assertThat(lengths(record)).allMatch(m -> !m.flags().isEmpty());
                        });
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void halfOfAFarLimbMissing(int seed) {
        GaitRecord record = only(SyntheticScenes.halfOfAFarLimbMissing(seed));

        assertThat(record.gait().name()).isEqualTo(GaitClass.UNKNOWN);
        assertThat(record.quality().flags()).contains(GaitFlag.FAR_LIMB_WEAK);
        // To the right the left side is the far one.
        for (Limb far : List.of(Limb.LH, Limb.LF)) {
            assertAbsent(record.metrics().placement().limbPhase().of(far), GaitFlag.FAR_LIMB_WEAK);
            assertAbsent(record.metrics().stance().dutyFactor().of(far), GaitFlag.FAR_LIMB_WEAK);
        }
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void edgeClipped(int seed) {
        GaitRecord record = only(SyntheticScenes.edgeClipped(seed));

        assertThat(record.quality().flags()).contains(GaitFlag.EDGE_CLIPPED);
        assertClose(record.metrics().pace().strideFreqHz(), 0.68, 0.01);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void frozenFrames(int seed) {
        SyntheticGait truth = SyntheticGait.TROT.perturbed(seed, 0.02, 0.02, 0.1);
        GaitRecord record = only(SyntheticScenes.frozenFrames(seed));

        assertThat(record.quality().flags()).contains(GaitFlag.DUPLICATE_FRAMES);
        assertClose(record.metrics().pace().strideFreqHz(), truth.frequency(), 0.02);
        assertClose(record.metrics().pace().speedBlS(), truth.speed(), 0.02);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void transition(int seed) {
        List<GaitRecord> records = records(SyntheticScenes.transition(seed));

        assertThat(records)
                .extracting(r -> r.gait().name())
                .containsExactly(GaitClass.WALK, GaitClass.TROT);
        assertClose(
                records.get(0).metrics().pace().strideFreqHz(),
                SyntheticGait.WALK.frequency(),
                0.02);
        assertClose(
                records.get(1).metrics().pace().strideFreqHz(),
                SyntheticGait.TROT.frequency(),
                0.02);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void treadmill(int seed) {
        SyntheticGait truth = SyntheticGait.WALK.perturbed(seed, 0.02, 0.02, 0.1);
        GaitRecord record = only(SyntheticScenes.treadmill(seed));

        assertAbsent(record.metrics().pace().speedBlS(), GaitFlag.CAMERA_MOTION);
        assertThat(record.quality().flags()).contains(GaitFlag.CAMERA_MOTION);
        assertClose(record.metrics().pace().strideLengthBl(), truth.strideLength(), 0.04);
    }

    private static List<Metric> lengths(GaitRecord record) {
        return List.of(
                record.metrics().pace().speedBlS(),
                record.metrics().pace().strideLengthBl(),
                record.metrics().limbStrideLengthBl().lh(),
                record.metrics().limbStrideLengthBl().rf(),
                record.metrics().romDeg().elbowKp(),
                record.metrics().romDeg().kneeKp(),
                record.metrics().romDeg().hipKp(),
                record.metrics().romDeg().shoulderKp(),
                record.metrics().trunk().trunkInclDeg(),
                record.metrics().trunk().trunkPitchAmpDeg());
    }

    private static void assertNothing(GaitRecord record) {
        assertThat(RecordMetrics.of(record))
                .allSatisfy((name, metric) -> assertThat(metric.value()).as(name).isNull());
        assertThat(record.metrics().support().supportHist()).isNull();
        assertThat(record.metrics().support().suspension()).isNull();
        assertThat(record.metrics().regularity().cvFloorPct()).isNull();
    }

    private static void assertAbsent(Metric metric, GaitFlag reason) {
        assertThat(metric.value()).isNull();
        assertThat(metric.flags()).contains(reason);
    }

    private static void assertClose(Metric metric, double truth, double relative) {
        assertThat(metric.value()).as("value, flags %s", metric.flags()).isNotNull();
        assertThat(Math.abs(metric.value() / truth - 1)).isLessThan(relative);
    }
}
