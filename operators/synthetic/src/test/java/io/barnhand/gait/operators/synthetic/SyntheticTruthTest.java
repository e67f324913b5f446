package io.barnhand.gait.operators.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.barnhand.gait.operators.records.Limb;
import io.barnhand.gait.operators.synthetic.SyntheticTruth.Heights;
import io.barnhand.gait.operators.synthetic.SyntheticTruth.LimbTimes;
import io.barnhand.gait.operators.synthetic.SyntheticTruth.Range;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SyntheticTruthTest {

    private static Stream<SyntheticGait> gaits() {
        return Arrays.stream(SyntheticGait.ALL);
    }

    private static Stream<Arguments> supports() {
        return Stream.of(
                Arguments.of(SyntheticGait.WALK, List.of(0.0, 0.0, .48, .52, 0.0)),
                Arguments.of(SyntheticGait.TROT, List.of(.16, 0.0, .84, 0.0, 0.0)),
                Arguments.of(SyntheticGait.TOLT, List.of(0.0, .24, .76, 0.0, 0.0)),
                Arguments.of(SyntheticGait.CANTER_RIGHT, List.of(.12, .51, .18, .19, 0.0)),
                Arguments.of(SyntheticGait.CANTER_LEFT, List.of(.12, .51, .18, .19, 0.0)),
                Arguments.of(SyntheticGait.GALLOP_RIGHT, List.of(.24, .66, .10, 0.0, 0.0)),
                Arguments.of(SyntheticGait.GALLOP_LEFT, List.of(.24, .66, .10, 0.0, 0.0)));
    }

    @ParameterizedTest
    @MethodSource("supports")
    void supportsTheTrunkAsTheReferenceSays(SyntheticGait gait, List<Double> expected) {
        SyntheticTruth truth = SyntheticTruth.of(gait, SyntheticView.SIDE);

        for (int limbs = 0; limbs <= Limb.COUNT; limbs++) {
            assertThat(truth.support().get(limbs)).isCloseTo(expected.get(limbs), within(1e-9));
        }
        assertThat(truth.suspension()).isEqualTo(truth.support().get(0));
    }

    @Test
    void timesEveryFootfallOfASteadyTrot() {
        SyntheticTruth truth = SyntheticTruth.of(SyntheticGait.TROT, SyntheticView.SIDE);

        assertThat(truth.gait()).isEqualTo("trot");
        assertThat(truth.frequency()).isCloseTo(1.35, within(1e-12));
        assertThat(truth.strideCv()).isCloseTo(0, within(1e-12));
        assertThat(truth.speed()).isCloseTo(2.5, within(1e-12));
        assertThat(truth.strideLength()).isCloseTo(2.5 / 1.35, within(1e-12));
        assertThat(truth.lap()).isCloseTo(0.5, within(1e-12));
        assertThat(truth.dap()).isCloseTo(0, within(1e-12));
        for (Limb limb : Limb.values()) {
            LimbTimes one = truth.limb(limb);
            assertThat(one.on()).hasSizeBetween(5, 6).isSorted();
            assertThat(one.off()).hasSizeBetween(5, 6).isSorted();
            assertThat(one.strideDurations())
                    .hasSize(one.on().size() - 1)
                    .allSatisfy(d -> assertThat(d).isCloseTo(1 / 1.35, within(1e-12)));
            assertThat(one.duty()).isCloseTo(0.42, within(1e-12));
            assertThat(one.stanceS()).isCloseTo(0.42 / 1.35, within(1e-12));
            assertThat(one.swingS()).isCloseTo(0.58 / 1.35, within(1e-12));
            assertThat(one.phase()).isCloseTo(SyntheticGait.TROT.phase(limb), within(1e-12));
        }
    }

    @Test
    void countsPhasesFromTheTrailingHind() {
        SyntheticTruth truth = SyntheticTruth.of(SyntheticGait.CANTER_LEFT, SyntheticView.SIDE);

        assertThat(truth.limb(Limb.RH).phase()).isZero();
        assertThat(truth.limb(Limb.LH).phase()).isCloseTo(0.27, within(1e-12));
        assertThat(truth.limb(Limb.LF).phase()).isCloseTo(0.53, within(1e-12));
        assertThat(truth.limb(Limb.RF).phase()).isCloseTo(0.27, within(1e-12));
    }

    @Test
    void placesDiagonalLimbsHindFirstWherePositive() {
        SyntheticGait hindFirst =
                SyntheticGait.TROT.withPhase(Limb.RF, 0.03).withPhase(Limb.LF, 0.55);
        SyntheticTruth truth = SyntheticTruth.of(hindFirst, SyntheticView.SIDE);

        assertThat(truth.dap()).isCloseTo(0.04, within(1e-12));
        assertThat(truth.lap()).isCloseTo(0.54, within(1e-12));
    }

    @Test
    void keepsTheDutyFactorOfEachLimbApart() {
        SyntheticGait lame = SyntheticGait.WALK.withDuty(Limb.LF, 0.55).withDuty(Limb.RF, 0.67);
        SyntheticTruth truth = SyntheticTruth.of(lame, SyntheticView.SIDE);

        assertThat(truth.limb(Limb.LF).duty()).isCloseTo(0.55, within(1e-12));
        assertThat(truth.limb(Limb.RF).duty()).isCloseTo(0.67, within(1e-12));
        assertThat(lame.dutyFore()).isCloseTo(0.61, within(1e-12));
        assertThat(lame.dutyHind()).isCloseTo(0.64, within(1e-12));
        assertThat(lame.meanDuty()).isCloseTo(0.625, within(1e-12));
    }

    @ParameterizedTest
    @MethodSource("gaits")
    void followsStridesThatVary(SyntheticGait gait) {
        SyntheticView view = SyntheticView.SIDE.seconds(60).strideCv(0.02).seed(3);
        SyntheticTruth truth = SyntheticTruth.of(gait, view);

        assertThat(truth.strideCv()).isCloseTo(0.02, within(0.006));
        assertThat(truth.frequency()).isCloseTo(gait.frequency(), within(0.01 * gait.frequency()));
        for (Limb limb : Limb.values()) {
            LimbTimes one = truth.limb(limb);
            assertThat(one.on().size()).isCloseTo((int) (60 * gait.frequency()), within(2));
            assertThat(one.on()).isSorted();
            assertThat(one.off()).isSorted();
            assertThat(one.duty()).isCloseTo(gait.duty(limb), within(0.002));
            assertThat(one.stanceS() + one.swingS())
                    .isCloseTo(
                            one.strideDurations().stream()
                                    .mapToDouble(d -> d)
                                    .average()
                                    .orElseThrow(),
                            within(1e-12));
        }
    }

    @ParameterizedTest
    @MethodSource("gaits")
    void agreesWithWhereTheHoovesStand(SyntheticGait gait) {
        SyntheticView view = SyntheticView.SIDE.strideCv(0.02).seed(8);
        SyntheticMotion motion = SyntheticMotion.of(gait, view);
        SyntheticTruth truth = SyntheticTruth.of(gait, view);

        for (Limb limb : Limb.values()) {
            for (double on : truth.limb(limb).on()) {
                assertThat(motion.stands(limb, motion.cycleAt(on - 1e-6))).isFalse();
                assertThat(motion.stands(limb, motion.cycleAt(on + 1e-6))).isTrue();
            }
            for (double off : truth.limb(limb).off()) {
                assertThat(motion.stands(limb, motion.cycleAt(off - 1e-6))).isTrue();
                assertThat(motion.stands(limb, motion.cycleAt(off + 1e-6))).isFalse();
            }
        }
    }

    @Test
    void keepsTheMeanSpeedOnARamp() {
        SyntheticView view = SyntheticView.SIDE.speedRamp(0.2);
        SyntheticMotion motion = SyntheticMotion.of(SyntheticGait.TROT, view);
        SyntheticTruth truth = SyntheticTruth.of(SyntheticGait.TROT, view);

        assertThat(truth.speed()).isCloseTo(2.5, within(1e-12));
        assertThat(truth.frequency()).isCloseTo(1.35, within(1e-12));
        assertThat(motion.travelled(1e-3) / 1e-3).isCloseTo(2.25, within(1e-3));
        assertThat((motion.travelled(4) - motion.travelled(3.999)) / 1e-3)
                .isCloseTo(2.75, within(1e-3));
    }

    @ParameterizedTest
    @ValueSource(doubles = {-3, -2.1, -1, -0.4, 0, 0.7, 1.5, 2.4, 3.1})
    void liftsHeadAndTailAsTheAsymmetryKnobsSay(double phase) {
        double a = 0.003;
        SyntheticTruth truth =
                SyntheticTruth.of(
                        SyntheticGait.TROT,
                        SyntheticView.SIDE.headAsymmetry(a, phase).tailAsymmetry(a, phase));

        // RF stands with LH, where P = P₀: up there when cos ψ > 0, a right-limb pattern.
        assertHeights(truth.head(), 2 * a * Math.cos(phase), 2 * a * Math.sin(phase));
        assertHeights(truth.tailRoot(), -2 * a * Math.cos(phase), -2 * a * Math.sin(phase));
    }

    @Test
    void leavesAnEvenTrotEven() {
        SyntheticTruth truth = SyntheticTruth.of(SyntheticGait.TROT, SyntheticView.SIDE);

        assertThat(truth.head().minDiff()).isCloseTo(0, within(1e-9));
        assertThat(truth.head().maxDiff()).isCloseTo(0, within(1e-9));
        assertThat(truth.tailRoot().minDiff()).isCloseTo(0, within(1e-9));
        assertThat(truth.tailRoot().maxDiff()).isCloseTo(0, within(1e-9));
    }

    @Test
    void exchangesNearAndFarWithTheDirection() {
        SyntheticGait gait = SyntheticGait.CANTER_LEFT;
        SyntheticTruth right = SyntheticTruth.of(gait, SyntheticView.SIDE);
        SyntheticTruth left = SyntheticTruth.of(gait, SyntheticView.SIDE.toLeft());

        assertThat(left.near()).isEqualTo(right.far());
        assertThat(left.far()).isEqualTo(right.near());
        assertThat(left.near()).isNotEqualTo(left.far());
    }

    @ParameterizedTest
    @MethodSource("gaits")
    void losesTheCuspOfSharpFlexionInSixHarmonics(SyntheticGait gait) {
        SyntheticTruth truth = SyntheticTruth.of(gait, SyntheticView.SIDE);

        for (Range range :
                List.of(
                        truth.near().elbowKp(),
                        truth.near().kneeKp(),
                        truth.near().hipKp(),
                        truth.near().shoulderKp())) {
            assertThat(range.rom()).isBetween(5.0, 130.0);
            assertThat(range.romHarmonic()).isCloseTo(range.rom(), within(12.0));
        }
    }

    @Test
    void flexesTheCarpusInTrotAsTheReferenceMeasured() {
        Range carpus = SyntheticTruth.of(SyntheticGait.TROT, SyntheticView.SIDE).near().elbowKp();

        // 97° there from full extension; here a limb stops at 99.9 % of its length.
        double a = SyntheticMotion.segments(Limb.RF)[0];
        double b = SyntheticMotion.segments(Limb.RF)[1];
        double reach = 0.999 * (a + b);
        double stretched = Math.toDegrees(Math.acos((a * a + b * b - reach * reach) / (2 * a * b)));
        assertThat(carpus.rom()).isCloseTo(97 - (180 - stretched), within(0.5));
        assertThat(carpus.romHarmonic()).isCloseTo(97 - 7, within(1.0));
    }

    @ParameterizedTest
    @EnumSource(SyntheticView.Swing.class)
    void doesNotLetTheSwingMoveTheTruthOfTheStance(SyntheticView.Swing swing) {
        SyntheticTruth plain = SyntheticTruth.of(SyntheticGait.WALK, SyntheticView.SIDE);
        SyntheticTruth other =
                SyntheticTruth.of(SyntheticGait.WALK, SyntheticView.SIDE.swing(swing));

        assertThat(other.limbs()).isEqualTo(plain.limbs());
        assertThat(other.support()).isEqualTo(plain.support());
    }

    @Test
    void inclinesAndPitchesTheTrunk() {
        SyntheticTruth trot = SyntheticTruth.of(SyntheticGait.TROT, SyntheticView.SIDE);
        SyntheticTruth canter = SyntheticTruth.of(SyntheticGait.CANTER_RIGHT, SyntheticView.SIDE);

        double level = Math.toDegrees(Math.atan2(0.04, 1.00));
        assertThat(trot.inclinationDeg()).isCloseTo(level, within(1e-9));
        assertThat(trot.pitchDeg()).isCloseTo(0, within(1e-9));
        assertThat(canter.inclinationDeg()).isCloseTo(level, within(0.01));
        assertThat(canter.pitchDeg()).isCloseTo(6, within(1e-9));
    }

    private static void assertHeights(Heights heights, double minDiff, double maxDiff) {
        assertThat(heights.minDiff()).isCloseTo(minDiff, within(1e-5));
        assertThat(heights.maxDiff()).isCloseTo(maxDiff, within(1e-5));
    }
}
