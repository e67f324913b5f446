package io.barnhand.gait.operators.gait.footfall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.barnhand.gait.operators.gait.estimate.MeasuredTrack;
import io.barnhand.gait.operators.gait.measurement.GaitClass;
import io.barnhand.gait.operators.gait.measurement.GaitFlag;
import io.barnhand.gait.operators.gait.measurement.GroundSupport;
import io.barnhand.gait.operators.gait.measurement.Limbs;
import io.barnhand.gait.operators.gait.measurement.Metric;
import io.barnhand.gait.operators.gait.measurement.Placement;
import io.barnhand.gait.operators.gait.measurement.StanceTiming;
import io.barnhand.gait.operators.gait.numeric.AutoregressiveNoise;
import io.barnhand.gait.operators.gait.rhythm.StrideFrequency;
import io.barnhand.gait.operators.gait.settings.DutyCalibration;
import io.barnhand.gait.operators.records.Limb;
import io.barnhand.gait.operators.synthetic.SyntheticGait;
import io.barnhand.gait.operators.synthetic.SyntheticTruth;
import io.barnhand.gait.operators.synthetic.SyntheticView;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FootfallMetricsTest {

    private static final SyntheticView VIEW = SyntheticView.SIDE.seconds(6).noise(0.01).seed(3);
    private static final DutyCalibration CALIBRATION = new DutyCalibration(0.01, -0.02, 0.03);

    /** Metrics of a track that were not filled yet, but for the gait. */
    private static FootfallMetrics of(MeasuredTrack track) {
        return new FootfallMetrics(track.signals(), track.footfalls());
    }

    private static Placement placement(MeasuredTrack track, SyntheticGait gait) {
        return of(track).placement(GaitClass.only(gait.name()));
    }

    private static double frequency(MeasuredTrack track) {
        return track.signals().rhythm().value();
    }

    @Test
    void namesTheGaitOfTheFootfalls() {
        for (SyntheticGait gait : List.of(SyntheticGait.WALK, SyntheticGait.CANTER_LEFT)) {
            MeasuredTrack track = MeasuredTrack.of(gait, VIEW);

            GaitClass found = of(track).gait();

            assertThat(found.name()).isEqualTo(gait.name());
            assertThat(of(track).alarms(found, Set.of())).isEmpty();
        }
    }

    @Test
    void placesForeAfterHindOnTheSameSideAndOnTheOther() {
        // Walk: a quarter of a stride; the other hind a quarter after the fore. Trot: half and
        // none.
        assertPlacement(SyntheticGait.WALK, 0.25, -0.25);
        assertPlacement(SyntheticGait.TROT, 0.5, 0);
    }

    @Test
    void takesTheMiddleOfBothSides() {
        MeasuredTrack track = MeasuredTrack.of(SyntheticGait.WALK.withPhase(Limb.LF, 0.31), VIEW);

        Placement placement = placement(track, SyntheticGait.WALK);

        // Of 0.31 and 0.25 after the hind of the side, of −0.25 and −0.19 after the other.
        assertThat(placement.lap().value()).isCloseTo(0.28, within(0.015));
        assertThat(placement.dap().value()).isCloseTo(-0.22, within(0.015));
    }

    @Test
    void warnsOfDutyFactorsOfLessThanThreeStrides() {
        for (double seconds : new double[] {3.1, 3.6}) {
            MeasuredTrack track = MeasuredTrack.of(SyntheticGait.WALK, VIEW.seconds(seconds));
            StanceTiming stance = of(track).stance(List.of(), Optional.empty(), 0.001);

            double strides = track.signals().rhythm().strides();
            assertThat(strides).isBetween(2.5, 3.3);
            assertThat(stance.dutyFactor().rf().value()).isNotNull();
            assertThat(stance.dutyFactor().rf().flags().contains(GaitFlag.LOW_STRIDES))
                    .isEqualTo(strides < 3);
        }
    }

    @Test
    void givesNothingOfALimbSeenInFewFrames() {
        MeasuredTrack track = MeasuredTrack.of(SyntheticGait.WALK, VIEW);
        for (StrideFrequency.Block block : track.signals().rhythm().blocks()) {
            double[] seen = block.signals().excursion()[Limb.LF.ordinal()];
            for (int i = 0; i < seen.length; i++) {
                seen[i] = i % 2 == 0 ? Double.NaN : seen[i];
            }
        }
        FootfallMetrics own = of(track);
        GaitClass gait = own.gait();
        Placement placement = own.placement(gait);
        StanceTiming stance = own.stance(List.of(), Optional.of(CALIBRATION), 0.001);
        GroundSupport support = own.support(stance, placement, true);
        Limbs lengths =
                own.limbStrideLengths(
                        track.standing(),
                        track.footfalls().noise(),
                        0.05,
                        List.of(),
                        Metric.absent(0, List.of()));

        assertThat(own.weak(Limb.LF)).isTrue();
        assertThat(own.weak(Limb.RF)).isFalse();
        assertThat(gait.name()).isEqualTo(GaitClass.UNKNOWN);
        assertThat(own.alarms(gait, Set.of()))
                .containsExactly(GaitFlag.FAR_LIMB_WEAK, GaitFlag.CLASS_UNCERTAIN);
        List<GaitFlag> weak = List.of(GaitFlag.FAR_LIMB_WEAK);
        assertThat(placement.limbPhase().lf().flags()).isEqualTo(weak);
        assertThat(placement.limbPhase().rf().value()).isNotNull();
        assertThat(placement.lap()).isEqualTo(Metric.absent(placement.lap().n(), weak));
        assertThat(placement.dap().value()).isNull();
        assertThat(stance.dutyFactor().lf().flags()).isEqualTo(weak);
        assertThat(stance.dutyFactor().rf().value()).isNotNull();
        assertThat(support.suspensionFraction().flags()).isEqualTo(weak);
        assertThat(lengths.lf().flags()).isEqualTo(weak);
        assertThat(lengths.rf().value()).isNotNull();
    }

    private static void assertPlacement(SyntheticGait gait, double lap, double dap) {
        MeasuredTrack track = MeasuredTrack.of(gait, VIEW);

        Placement placement = placement(track, gait);

        assertThat(placement.lap().value()).isCloseTo(lap, within(0.015));
        assertThat(placement.dap().value()).isCloseTo(dap, within(0.015));
        // Half of the root of both squares, as of any mean of two.
        Footfalls.Estimate left = track.footfalls().phase(Limb.LF, Limb.LH);
        Footfalls.Estimate right = track.footfalls().phase(Limb.RF, Limb.RH);
        double error = 0.5 * Math.hypot(left.standardError(), right.standardError());
        assertThat(placement.lap().standardError()).isCloseTo(error, within(1e-9));
        for (Limb limb : Limb.values()) {
            Metric phase = placement.limbPhase().of(limb);
            assertThat(phase.value()).isEqualTo(track.footfalls().phase(limb, Limb.LH).value());
        }
        assertThat(placement.limbPhase().rf().standardError())
                .isCloseTo(track.footfalls().phase(Limb.RF, Limb.LH).standardError(), within(1e-9));
    }

    /** Of a quotient d / f: the relative errors' squares add up. */
    @Test
    void makesStanceAndSwingOfDutyFactorAndFrequency() {
        MeasuredTrack track = MeasuredTrack.of(SyntheticGait.WALK, VIEW);
        double ofFrequency = 0.04;

        StanceTiming timing = of(track).stance(List.of(), Optional.empty(), ofFrequency);

        double f = frequency(track);
        for (Limb limb : Limb.values()) {
            Metric duty = timing.dutyFactor().of(limb);
            double d = duty.value();
            double e = duty.standardError();
            assertThat(d).isCloseTo(SyntheticGait.WALK.duty(limb), within(0.02));
            assertThat(e)
                    .isCloseTo(track.footfalls().dutyFactor(limb).standardError(), within(1e-9));
            Metric stance = timing.stanceS().of(limb);
            assertThat(stance.value()).isCloseTo(d / f, within(1e-9));
            assertThat(stance.standardError() / stance.value())
                    .isCloseTo(Math.hypot(e / d, ofFrequency / f), within(1e-9));
            Metric swing = timing.swingS().of(limb);
            assertThat(swing.value()).isCloseTo((1 - d) / f, within(1e-9));
            assertThat(swing.standardError() / swing.value())
                    .isCloseTo(Math.hypot(e / (1 - d), ofFrequency / f), within(1e-9));
            assertThat(duty.flags()).containsExactly(GaitFlag.DF_UNCALIBRATED);
        }
    }

    @Test
    void addsACalibrationAndItsError() {
        MeasuredTrack track = MeasuredTrack.of(SyntheticGait.WALK, VIEW);

        Limbs duty = of(track).stance(List.of(), Optional.of(CALIBRATION), 0.001).dutyFactor();

        Footfalls.Estimate fore = track.footfalls().dutyFactor(Limb.RF);
        Footfalls.Estimate hind = track.footfalls().dutyFactor(Limb.RH);
        assertThat(duty.rf().value()).isCloseTo(fore.value() + 0.01, within(1e-12));
        assertThat(duty.rh().value()).isCloseTo(hind.value() - 0.02, within(1e-12));
        assertThat(duty.rf().standardError())
                .isCloseTo(Math.hypot(fore.standardError(), 0.03), within(1e-9));
        assertThat(duty.rf().flags()).isEmpty();
    }

    @Test
    void saysWhyThereIsNoDutyFactor() {
        MeasuredTrack track = MeasuredTrack.of(SyntheticGait.WALK, VIEW);
        FootfallMetrics own = of(track);

        StanceTiming stance =
                own.stance(List.of(GaitFlag.CAMERA_MOTION), Optional.of(CALIBRATION), 0.001);
        GroundSupport support = own.support(stance, placement(track, SyntheticGait.WALK), true);

        for (Limb limb : Limb.values()) {
            assertThat(stance.dutyFactor().of(limb).flags())
                    .containsExactly(GaitFlag.CAMERA_MOTION);
            assertThat(stance.stanceS().of(limb).value()).isNull();
            assertThat(stance.swingS().of(limb).value()).isNull();
        }
        assertThat(support.suspensionFraction().value()).isNull();
        assertThat(support.suspensionFraction().flags()).containsExactly(GaitFlag.CAMERA_MOTION);
        assertThat(support.suspension()).isNull();
    }

    @Test
    void refusesADutyFactorThatCouldBeAnotherGaits() {
        MeasuredTrack track = MeasuredTrack.of(SyntheticGait.TROT, VIEW.seconds(2.4));
        StrideFrequency rhythm = track.signals().rhythm();
        Random random = new Random(4);
        for (StrideFrequency.Block block : rhythm.blocks()) {
            double[] wild = block.signals().excursion()[Limb.LF.ordinal()];
            for (int i = 0; i < wild.length; i++) {
                wild[i] += 0.3 * random.nextGaussian();
            }
        }
        Footfalls footfalls = Footfalls.of(rhythm, rhythm.noise());

        StanceTiming stance =
                new FootfallMetrics(track.signals(), footfalls)
                        .stance(List.of(), Optional.empty(), 0.001);

        // Half an interval of 0.10 is more than duty factors of gaits differ by.
        assertThat(1.96 * footfalls.dutyFactor(Limb.LF).standardError()).isGreaterThan(0.10);
        assertThat(stance.dutyFactor().lf().value()).isNull();
        assertThat(stance.dutyFactor().lf().flags()).containsExactly(GaitFlag.IMPRECISE);
        assertThat(1.96 * footfalls.dutyFactor(Limb.RF).standardError()).isLessThan(0.10);
        assertThat(stance.dutyFactor().rf().value()).isNotNull();
    }

    /**
     * From the last fore hoof-off to the first hind hoof-on, so that each end has the error of a
     * mid-stance and half a duty factor.
     */
    @Test
    void tellsTheSuspensionOfACanterWithItsError() {
        SyntheticGait gait = SyntheticGait.CANTER_RIGHT;
        MeasuredTrack track = MeasuredTrack.of(gait, VIEW);
        FootfallMetrics own = of(track);

        StanceTiming stance =
                own.stance(List.of(), Optional.of(new DutyCalibration(0, 0, 0.01)), 0.001);
        GroundSupport support = own.support(stance, placement(track, gait), true);

        SyntheticTruth truth = SyntheticTruth.of(gait, VIEW);
        assertThat(support.suspension()).isEqualTo(GroundSupport.PRESENT);
        assertThat(support.suspensionFraction().value())
                .isCloseTo(truth.support().get(0), within(0.03));
        for (int k = 0; k < 5; k++) {
            assertThat(support.supportHist().get(k))
                    .isCloseTo(truth.support().get(k), within(0.05));
        }
        double variance = 0;
        for (Limb end : List.of(Limb.LH, Limb.RF)) {
            variance += Math.pow(track.footfalls().midStanceError(end), 2);
            variance += Math.pow(0.5 * stance.dutyFactor().of(end).standardError(), 2);
        }
        assertThat(support.suspensionFraction().standardError() / Math.sqrt(variance))
                .isCloseTo(1, within(1e-3));
    }

    @Test
    void findsNoSuspensionInAWalkAndGivesNoNumberUncalibrated() {
        MeasuredTrack track = MeasuredTrack.of(SyntheticGait.WALK, VIEW);
        FootfallMetrics own = of(track);
        Placement placement = placement(track, SyntheticGait.WALK);
        StanceTiming stance =
                own.stance(List.of(), Optional.of(new DutyCalibration(0, 0, 0)), 0.001);

        GroundSupport calibrated = own.support(stance, placement, true);
        GroundSupport not = own.support(stance, placement, false);

        assertThat(calibrated.suspension()).isEqualTo(GroundSupport.ABSENT);
        assertThat(calibrated.suspensionFraction().value()).isZero();
        assertThat(calibrated.supportHist()).hasSize(5);
        assertThat(not.suspension()).isEqualTo(GroundSupport.ABSENT);
        assertThat(not.suspensionFraction().value()).isNull();
        assertThat(not.suspensionFraction().flags()).containsExactly(GaitFlag.DF_UNCALIBRATED);
        assertThat(not.supportHist()).isNull();
    }

    @Test
    void comparesTheWayOfEachHoofWithThatOfTheTrunk() {
        MeasuredTrack track = MeasuredTrack.of(SyntheticGait.TROT, VIEW);
        AutoregressiveNoise[][] noise = new AutoregressiveNoise[2][Limb.COUNT];
        Arrays.fill(noise[0], new AutoregressiveNoise(0.02, 0.5, 1 / 30.0));
        Arrays.fill(noise[1], new AutoregressiveNoise(0.01, 0.2, 1 / 30.0));
        noise[1][Limb.RF.ordinal()] = AutoregressiveNoise.UNKNOWN;
        double length = track.standing().strideLength(Limb.RF, frequency(track), 0.02, 3).value();
        // The larger noise and the longer memory, (1 + ρ)/(1 − ρ) = 3 frames.
        double error =
                track.standing().strideLength(Limb.RF, frequency(track), 0.02, 3).standardError();

        for (double off : new double[] {-0.06, -0.04, 0.04, 0.06}) {
            Metric ofTrunk = Metric.of(length / (1 + off), 0.01, 8, List.of());

            Metric own =
                    of(track)
                            .limbStrideLengths(track.standing(), noise, 0.05, List.of(), ofTrunk)
                            .rf();

            assertThat(own.value()).isCloseTo(length, within(1e-12));
            assertThat(own.standardError())
                    .isCloseTo(Math.hypot(error, 0.05 * length), within(1e-9));
            assertThat(own.flags())
                    .containsExactly(
                            Math.abs(off) > 0.05
                                    ? GaitFlag.STRIDE_LENGTH_MISMATCH
                                    : GaitFlag.SINGLE_DIRECTION);
        }
    }

    @Test
    void givesNoWayOfAHoofForTheReasonsOfTheTrunk() {
        MeasuredTrack track = MeasuredTrack.of(SyntheticGait.TROT, VIEW);
        List<GaitFlag> oblique = List.of(GaitFlag.OBLIQUE_VIEW);

        Limbs lengths =
                of(track)
                        .limbStrideLengths(
                                track.standing(),
                                track.footfalls().noise(),
                                0.05,
                                oblique,
                                Metric.absent(8, oblique));

        assertThat(lengths.lh().value()).isNull();
        assertThat(lengths.lh().flags()).containsExactly(GaitFlag.OBLIQUE_VIEW);
    }
}
