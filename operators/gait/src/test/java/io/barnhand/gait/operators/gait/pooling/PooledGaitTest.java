package io.barnhand.gait.operators.gait.pooling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.barnhand.gait.models.testing.Slow;
import io.barnhand.gait.operators.gait.measurement.GaitClass;
import io.barnhand.gait.operators.gait.measurement.GaitFlag;
import io.barnhand.gait.operators.gait.measurement.GaitRecord;
import io.barnhand.gait.operators.gait.measurement.GaitWindow;
import io.barnhand.gait.operators.gait.measurement.LimbStrides;
import io.barnhand.gait.operators.gait.measurement.Metric;
import io.barnhand.gait.operators.gait.measurement.StrideRecord;
import io.barnhand.gait.operators.records.Limb;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Slow
class PooledGaitTest {

    @Test
    void givesWhatTheHorseDoes() {
        SyntheticStrides horse = exact();

        GaitRecord record = PooledGait.of(horse.passes(6, 5), 1.4).record();

        assertThat(record.metrics().pace().strideFreqHz().value())
                .isCloseTo(1 / 0.74, within(1e-5));
        assertThat(record.metrics().pace().strideFreqHz().n()).isEqualTo(30);
        assertThat(record.metrics().pace().strideDurationS().value()).isCloseTo(0.74, within(1e-5));
        assertThat(record.metrics().pace().speedBlS().value()).isCloseTo(2.5, within(1e-9));
        assertThat(record.metrics().pace().speedMS().value()).isCloseTo(3.5, within(1e-9));
        assertThat(record.metrics().pace().strideLengthBl().value()).isCloseTo(1.85, within(1e-5));
        assertThat(record.metrics().pace().strideLengthM().value()).isCloseTo(2.59, within(1e-5));
        for (Limb limb : Limb.values()) {
            assertThat(record.metrics().limbStrideLengthBl().of(limb).value())
                    .isCloseTo(1.85, within(1e-5));
            assertThat(record.metrics().stance().stanceS().of(limb).value())
                    .isCloseTo(0.3108, within(1e-5));
            assertThat(record.metrics().stance().swingS().of(limb).value())
                    .isCloseTo(0.4292, within(1e-5));
            assertThat(record.metrics().stance().dutyFactor().of(limb).value())
                    .isCloseTo(0.42, within(1e-5));
        }
        assertThat(record.metrics().stance().dutyFactor().lf().flags())
                .containsExactly(GaitFlag.DF_UNCALIBRATED);
        assertThat(record.metrics().placement().limbPhase().lf().value())
                .isCloseTo(0.5, within(1e-5));
        assertThat(record.metrics().placement().lap().value()).isCloseTo(0.5, within(1e-5));
        assertThat(record.metrics().placement().dap().value()).isCloseTo(0, within(1e-5));
        assertThat(record.metrics().regularity().footfallRegularity().value()).isEqualTo(1);
        assertThat(record.window())
                .extracting(GaitWindow::kind, GaitWindow::passes, GaitWindow::direction)
                .containsExactly(GaitWindow.POOLED, 6, GaitWindow.BOTH);
        assertThat(record.window().nStrides()).isEqualTo(30);
        assertThat(record.quality().score()).isEqualTo(0.8);
        assertThat(record.quality().limbStrides()).isEqualTo(new LimbStrides(30, 30, 30, 30));
        assertThat(record.quality().flags()).isEmpty();
        assertThat(record.metrics().romDeg().kneeKp().flags()).containsExactly(GaitFlag.NOT_POOLED);
    }

    @Test
    void takesTheCamerasBiasOutOfLeftAgainstRight() {
        SyntheticStrides horse = exact();
        horse.nearFactor = 0.94;
        horse.leftFactor = 1.03;
        horse.nearLate = 0.02;
        horse.rightLate = 0.015;

        PooledGait pooled = PooledGait.of(horse.passes(6, 5), null);

        GaitRecord record = pooled.record();
        double horsesOwn = 200 * 0.03 / 2.03;
        double cameras = 200 * -0.06 / 1.94;
        assertThat(record.metrics().symmetryPct().stanceFore().value())
                .isCloseTo(horsesOwn, within(0.02));
        assertThat(record.metrics().symmetryPct().stanceHind().value())
                .isCloseTo(horsesOwn, within(0.02));
        assertThat(record.metrics().symmetryPct().strideLengthFore().value())
                .isCloseTo(0, within(1e-9));
        assertThat(record.metrics().stepAsymPhase().fore().value()).isCloseTo(0.015, within(1e-5));
        assertThat(record.metrics().stepAsymPhase().hind().value()).isCloseTo(0.015, within(1e-5));
        CameraBias bias = pooled.cameraBias();
        assertThat(bias.cameraId()).isEqualTo("aisle");
        assertThat(bias.symmetryPct().stanceFore().value()).isCloseTo(cameras, within(0.02));
        assertThat(bias.symmetryPct().strideLengthHind().value()).isCloseTo(cameras, within(1e-9));
        assertThat(bias.stepAsymPhase().fore().value()).isCloseTo(0.02, within(1e-5));
        assertThat(bias.stepAsymPhase().hind().value()).isCloseTo(0.02, within(1e-5));
    }

    @Test
    void weighsBothDirectionsAlike() {
        SyntheticStrides horse = exact();
        horse.nearFactor = 0.94;
        horse.nearHeadBl = 0.02;
        List<StrideRecord> strides = new ArrayList<>(horse.passes(2, 6));
        for (int k = 0; k < 4; k++) {
            strides.addAll(horse.pass(true, 6));
        }

        GaitRecord record = PooledGait.of(strides, null).record();

        assertThat(record.metrics().symmetryPct().stanceFore().value()).isCloseTo(0, within(0.02));
        assertThat(record.metrics().verticalAsymPctBl().headMin().value())
                .isCloseTo(1, within(1e-9));
        assertThat(record.metrics().verticalAsymPctBl().headVs().value())
                .isCloseTo(Math.sqrt(5), within(1e-9));
        assertThat(record.metrics().verticalAsymPctBl().headVs().sd()).isNull();
    }

    @Test
    void knowsTheNearSideOfAMirroredCamera() {
        SyntheticStrides horse = exact();
        horse.nearFactor = 0.94;
        double plain = stanceBias(horse.passes(6, 5));
        horse.flags = List.of(GaitFlag.MIRRORED_CAMERA);

        double mirrored = stanceBias(horse.passes(6, 5));

        assertThat(mirrored).isCloseTo(-plain, within(1e-3)).isGreaterThan(5);
    }

    private static double stanceBias(List<StrideRecord> strides) {
        return PooledGait.of(strides, null).cameraBias().symmetryPct().stanceFore().value();
    }

    @Test
    void saysNothingOfLeftAgainstRightFromOneDirection() {
        SyntheticStrides horse = new SyntheticStrides(1);
        List<StrideRecord> oneWay = new ArrayList<>();
        for (int k = 0; k < 8; k++) {
            oneWay.addAll(horse.pass(true, 5));
        }
        List<StrideRecord> tooFewBack = new ArrayList<>(oneWay);
        tooFewBack.addAll(horse.pass(false, 4));

        assertAbsent(oneWay, GaitFlag.SINGLE_DIRECTION);
        assertAbsent(tooFewBack, GaitFlag.LOW_STRIDES);
        assertThat(PooledGait.of(oneWay, null).record().quality().flags())
                .containsExactly(GaitFlag.SINGLE_DIRECTION);
    }

    private static void assertAbsent(List<StrideRecord> strides, GaitFlag reason) {
        PooledGait pooled = PooledGait.of(strides, null);
        GaitRecord record = pooled.record();
        for (Metric metric :
                List.of(
                        record.metrics().symmetryPct().stanceFore(),
                        record.metrics().symmetryPct().strideLengthHind(),
                        record.metrics().stepAsymPhase().hind(),
                        record.metrics().verticalAsymPctBl().headMin(),
                        record.metrics().verticalAsymPctBl().headVs(),
                        pooled.cameraBias().stepAsymPhase().fore())) {
            assertThat(metric.value()).isNull();
            assertThat(metric.flags()).containsExactly(reason);
        }
        assertThat(record.metrics().pace().strideFreqHz().value()).isNotNull();
    }

    @Test
    void leavesStridesWithoutALengthOutOfLengthsOnly() {
        SyntheticStrides horse = exact();
        horse.speedBlS = Double.NaN;
        horse.flags = List.of(GaitFlag.OBLIQUE_VIEW, GaitFlag.SINGLE_DIRECTION);
        List<StrideRecord> strides = new ArrayList<>(horse.passes(4, 5));
        GaitRecord oblique = PooledGait.of(strides, 1.4).record();
        horse.speedBlS = 2.5;
        horse.flags = List.of(GaitFlag.KP_UNVERIFIED);
        strides.addAll(horse.passes(2, 3));

        GaitRecord mixed = PooledGait.of(strides, 1.4).record();

        for (Metric length :
                List.of(
                        oblique.metrics().pace().speedBlS(),
                        oblique.metrics().pace().speedMS(),
                        oblique.metrics().pace().strideLengthBl(),
                        oblique.metrics().limbStrideLengthBl().rf(),
                        oblique.metrics().symmetryPct().strideLengthFore())) {
            assertThat(length.value()).isNull();
            assertThat(length.flags()).containsExactly(GaitFlag.LOW_STRIDES, GaitFlag.OBLIQUE_VIEW);
        }
        assertThat(oblique.metrics().symmetryPct().stanceFore().value()).isNotNull();
        assertThat(mixed.metrics().pace().speedBlS().value()).isCloseTo(2.5, within(1e-9));
        assertThat(mixed.metrics().pace().speedBlS().n()).isEqualTo(6);
        assertThat(mixed.metrics().pace().strideFreqHz().n()).isEqualTo(26);
        assertThat(mixed.quality().flags())
                .containsExactly(GaitFlag.KP_UNVERIFIED, GaitFlag.OBLIQUE_VIEW);
    }

    @Test
    void keepsToTheLeastNumbersOfStrides() {
        GaitRecord one = PooledGait.of(new SyntheticStrides(1).pass(true, 1), null).record();
        GaitRecord two = PooledGait.of(new SyntheticStrides(1).pass(true, 2), null).record();
        GaitRecord three = PooledGait.of(new SyntheticStrides(1).pass(true, 3), null).record();
        GaitRecord seven = PooledGait.of(new SyntheticStrides(1).pass(true, 7), null).record();
        GaitRecord eight = PooledGait.of(new SyntheticStrides(1).pass(true, 8), null).record();
        GaitRecord few = PooledGait.of(new SyntheticStrides(1).passes(4, 6), null).record();
        GaitRecord enough = PooledGait.of(new SyntheticStrides(1).passes(5, 5), null).record();

        assertThat(one.metrics().pace().strideFreqHz().value()).isNull();
        assertThat(one.metrics().pace().strideFreqHz().flags())
                .containsExactly(GaitFlag.LOW_STRIDES);
        assertThat(one.metrics().placement().limbPhase().rf().value()).isNull();
        assertThat(two.metrics().pace().strideFreqHz().value()).isNotNull();
        assertThat(two.metrics().pace().strideFreqHz().ci95Low()).isNull();
        assertThat(two.metrics().placement().lap().value()).isNotNull();
        assertThat(two.metrics().stance().dutyFactor().lf().value()).isNull();
        assertThat(three.metrics().stance().dutyFactor().lf().value()).isNotNull();
        assertThat(seven.metrics().regularity().strideCvPct().flags())
                .containsExactly(GaitFlag.LOW_STRIDES);
        assertThat(seven.metrics().regularity().footfallRegularity().value()).isNull();
        assertThat(eight.metrics().regularity().cvFloorPct()).isNotNull();
        assertThat(eight.metrics().regularity().footfallRegularity().value()).isNotNull();
        assertThat(few.metrics().verticalAsymPctBl().headMin().flags())
                .containsExactly(GaitFlag.LOW_STRIDES);
        assertThat(enough.metrics().verticalAsymPctBl().headMin().n()).isEqualTo(25);
        assertThat(enough.metrics().verticalAsymPctBl().headMin().value()).isNotNull();
    }

    @Test
    void doesNotDependOnOrderOrRepetition() {
        SyntheticStrides horse = new SyntheticStrides(5);
        horse.passCv = 0.03;
        List<StrideRecord> strides = horse.passes(9, 4);
        PooledGait once = PooledGait.of(strides, 1.4);
        List<StrideRecord> doubled = new ArrayList<>(strides);
        doubled.addAll(strides);

        for (int seed = 0; seed < 5; seed++) {
            Collections.shuffle(doubled, new Random(seed));
            assertThat(PooledGait.of(doubled, 1.4)).isEqualTo(once);
            Collections.shuffle(strides, new Random(seed));
            assertThat(PooledGait.of(strides, 1.4)).isEqualTo(once);
        }
    }

    @Test
    void neverPoolsAcrossWhatIsNotTheSame() {
        SyntheticStrides horse = new SyntheticStrides(5);
        List<StrideRecord> strides = new ArrayList<>(horse.passes(2, 3));
        horse.semantics = "anatomical";
        strides.addAll(horse.passes(2, 3));
        horse.camera = "paddock";
        strides.addAll(horse.passes(2, 3));
        horse.gait = GaitClass.WALK;
        strides.addAll(horse.passes(2, 3));
        horse.gait = GaitClass.CANTER_LEFT;
        horse.horse = null;
        strides.addAll(horse.passes(2, 3));
        List<StrideRecord> unknown =
                horse.pass(true, 3).stream().map(s -> withGait(s, GaitClass.UNKNOWN)).toList();
        strides.addAll(unknown);
        Collections.shuffle(strides, new Random(1));

        Map<PoolKey, PooledGait> pools = PooledGait.all(strides, Map.of("paddock", 1.4));

        assertThat(pools).hasSize(6);
        assertThat(pools.values())
                .extracting(p -> p.record().window().passes())
                .containsExactly(2, 2, 2, 2, 1, 1);
        assertThat(pools.keySet())
                .extracting(PoolKey::trackId)
                .filteredOn(t -> t != null)
                .hasSize(2);
        assertThat(pools.values())
                .extracting(p -> p.record().metrics().pace().speedMS().value() == null)
                .containsExactly(true, true, false, false, false, false);
        assertThatThrownBy(() -> PooledGait.of(strides, null))
                .hasMessageContaining("cannot be pooled: group them by PoolKey first");
        assertThatThrownBy(() -> PooledGait.of(unknown, null))
                .hasMessage("Only strides of one gait can be pooled, got unknown");
        assertThatThrownBy(() -> PooledGait.of(List.of(), null))
                .hasMessage("There is nothing to pool: no strides were given");
    }

    private static StrideRecord withGait(StrideRecord s, String gait) {
        return new StrideRecord(
                s.schemaVersion(),
                s.horseId(),
                s.trackId(),
                s.cameraId(),
                s.recording(),
                s.poseModel(),
                s.algoVersion(),
                s.kpSemantics(),
                s.passStartUs(),
                s.direction(),
                gait,
                s.limb(),
                s.onUs(),
                s.offUs(),
                s.nextOnUs(),
                s.strideS(),
                s.stanceS(),
                s.eventErrorS(),
                s.phase(),
                s.strideLengthBl(),
                s.speedBlS(),
                s.headMinBl(),
                s.headMaxBl(),
                s.tailrootMinBl(),
                s.tailrootMaxBl(),
                s.quality(),
                s.flags());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                GaitClass.WALK,
                GaitClass.TROT,
                GaitClass.PACE,
                GaitClass.TOLT,
                GaitClass.CANTER_LEFT,
                GaitClass.CANTER_RIGHT,
                GaitClass.GALLOP_LEFT,
                GaitClass.GALLOP_RIGHT
            })
    void seesTheLandingOrderOfEveryGait(String gait) {
        SyntheticStrides horse = new SyntheticStrides(3);
        horse.gait = gait;
        horse.eventErrorS = 0.001;

        GaitRecord record = PooledGait.of(horse.passes(4, 6), null).record();

        assertThat(record.metrics().regularity().footfallRegularity().value()).isEqualTo(1);
        assertThat(record.metrics().regularity().footfallRegularity().n())
                .isGreaterThanOrEqualTo(20);
        boolean trot = gait.equals(GaitClass.TROT);
        assertThat(record.metrics().verticalAsymPctBl().headMin().flags())
                .isEqualTo(List.of(trot ? GaitFlag.LOW_STRIDES : GaitFlag.NOT_TROT));
        boolean lead = gait.contains("canter") || gait.contains("gallop");
        assertThat(record.metrics().stepAsymPhase().fore().flags())
                .isEqualTo(lead ? List.of(GaitFlag.ASYMMETRICAL_GAIT) : List.of());
    }

    @Test
    void countsTheStridesWhoseHoovesLandInAnotherOrder() {
        SyntheticStrides horse = exact();
        horse.gait = GaitClass.WALK;
        List<StrideRecord> strides = new ArrayList<>(horse.passes(3, 10));
        // The left fore after the right hind: another order, though each hoof lands once.
        horse.extraPhase.put(Limb.LF, 0.3);
        strides.addAll(horse.pass(true, 10));

        Metric regularity =
                PooledGait.of(strides, null).record().metrics().regularity().footfallRegularity();

        assertThat(regularity.value()).isCloseTo(0.75, within(0.02));
    }

    @Test
    void removesTheMeasuringErrorFromTheVariation() {
        for (double error : new double[] {0.012, 0.02, 0.03}) {
            for (int strides : new int[] {21, 61}) {
                Recovery recovery = recovery(0.02, error / Math.sqrt(2), strides);
                assertThat(recovery.rootMeanSquare()).isLessThan(1);
                assertThat(recovery.withinOne()).isGreaterThan(strides > 21 ? 0.95 : 0.84);
            }
        }
    }

    @Test
    void findsNoVariationThatIsNotAboveTheError() {
        SyntheticStrides horse = new SyntheticStrides(4);
        horse.strideCv = 0;
        int absent = 0;
        int inside = 0;
        for (int run = 0; run < 100; run++) {
            GaitRecord record = PooledGait.of(horse.passes(4, 6), null).record();
            if (record.metrics().regularity().strideCvPct().value() == null) {
                absent++;
                assertThat(record.metrics().regularity().strideCvPct().flags())
                        .containsExactly(GaitFlag.BELOW_NOISE);
            } else {
                inside += record.metrics().regularity().strideCvPct().ci95Low() == 0 ? 1 : 0;
            }
            assertThat(record.metrics().regularity().cvFloorPct()).isBetween(0.9, 1.2);
        }
        assertThat(absent).isBetween(30, 70);
        assertThat(absent + inside).isGreaterThanOrEqualTo(95);
    }

    @Test
    void doesNotTakeAnotherSpeedForVariation() {
        SyntheticStrides horse = exact();
        horse.strideCv = 0.02;
        horse.random.setSeed(8);
        List<StrideRecord> strides = new ArrayList<>(horse.passes(6, 8));
        horse.strideS = 0.70;
        horse.speedBlS = 2.8;
        strides.addAll(horse.passes(6, 8));
        horse.strideCv = 0.2;
        horse.speedBlS = 4;
        strides.addAll(horse.passes(4, 8));

        Metric cv = PooledGait.of(strides, null).record().metrics().regularity().strideCvPct();

        assertThat(cv.value()).isCloseTo(2, within(0.3));
        assertThat(cv.n()).isEqualTo(96);
    }

    private record Recovery(double rootMeanSquare, double withinOne) {}

    private static Recovery recovery(double cv, double error, int strides) {
        SyntheticStrides horse = new SyntheticStrides(7);
        horse.strideCv = cv;
        horse.eventErrorS = error * horse.strideS;
        double squares = 0;
        int within = 0;
        int runs = 300;
        for (int run = 0; run < runs; run++) {
            Double value =
                    PooledGait.of(horse.pass(true, strides), null)
                            .record()
                            .metrics()
                            .regularity()
                            .strideCvPct()
                            .value();
            double miss = (value == null ? 0 : value) - 100 * cv;
            squares += miss * miss;
            within += Math.abs(miss) <= 1 ? 1 : 0;
        }
        return new Recovery(Math.sqrt(squares / runs), (double) within / runs);
    }

    /** A horse without chance: every stride is the same but for the microsecond. */
    private static SyntheticStrides exact() {
        SyntheticStrides horse = new SyntheticStrides(1);
        horse.strideCv = 0;
        horse.eventErrorS = 0;
        horse.headSdBl = 0;
        return horse;
    }
}
