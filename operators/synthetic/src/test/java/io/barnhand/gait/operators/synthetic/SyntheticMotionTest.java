package io.barnhand.gait.operators.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.barnhand.gait.operators.records.Limb;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class SyntheticMotionTest {

    private static final double STEP = 1e-3;

    private static Stream<SyntheticGait> gaits() {
        return Arrays.stream(SyntheticGait.ALL);
    }

    private static Stream<Arguments> gaitsAndSwings() {
        return gaits().flatMap(
                        g ->
                                Arrays.stream(SyntheticView.Swing.values())
                                        .map(s -> Arguments.of(g, s)));
    }

    @ParameterizedTest
    @MethodSource("gaitsAndSwings")
    void standsStillInTheWorldWhileAHoofIsOnTheGround(
            SyntheticGait gait, SyntheticView.Swing swing) {
        SyntheticView view =
                SyntheticView.SIDE.swing(swing).strideCv(0.02).speedRamp(0.1).receding(8, 10, 15);
        SyntheticMotion motion = SyntheticMotion.of(gait, view);
        boolean rolls = swing == SyntheticView.Swing.DRAG;

        for (Limb limb : Limb.values()) {
            for (int stride = 4; stride < 6; stride++) {
                double on = motion.hoofOn(limb, stride);
                double still = (rolls ? 0.85 : 1) * (motion.hoofOff(limb, stride) - on) - 1e-9;
                double[] first = motion.world(on)[limb.hoof];
                for (double t = on; t < on + still; t += STEP) {
                    assertThat(motion.world(t)[limb.hoof]).containsExactly(first);
                }
                assertThat(first[2]).isZero();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("gaitsAndSwings")
    void movesHoovesWithoutJumps(SyntheticGait gait, SyntheticView.Swing swing) {
        SyntheticView view = SyntheticView.SIDE.swing(swing).strideCv(0.02).liftCv(0.03).seed(2);
        SyntheticMotion motion = SyntheticMotion.of(gait, view);
        // Twice the mean speed of a swing is the fastest of all three; the exponent adds to it.
        double fastest = 3 * gait.speed() / (1 - gait.meanDuty());

        for (Limb limb : Limb.values()) {
            double[] before = motion.hoof(limb, motion.cycleAt(0));
            for (double t = STEP; t < 4; t += STEP) {
                double[] now = motion.hoof(limb, motion.cycleAt(t));
                assertThat(now[0] - before[0]).isBetween(-1e-9, fastest * STEP);
                assertThat(now[1]).isGreaterThanOrEqualTo(0);
                before = now;
            }
        }
    }

    @Test
    void rollsOverBeforeTheToeLeaves() {
        for (int seed = 0; seed < 20; seed++) {
            SyntheticView view = SyntheticView.SIDE.swing(SyntheticView.Swing.DRAG).seed(seed);
            SyntheticMotion motion = SyntheticMotion.of(SyntheticGait.WALK, view);
            double on = motion.cycleAt(motion.hoofOn(Limb.LF, 4));
            double[] stood = motion.hoof(Limb.LF, on + 1e-9);
            double[] rolled = motion.hoof(Limb.LF, on + 0.62 - 1e-9);
            double[] early = motion.hoof(Limb.LF, on + 0.84 * 0.62);

            assertThat(early).containsExactly(stood);
            assertThat(rolled[0] - stood[0]).isBetween(0.015, 0.030);
            assertThat(rolled[1]).isBetween(0.010, 0.020);
        }
    }

    @Test
    void dragsTheToeInAnotherWayForEverySeed() {
        HoofFlight one = new HoofFlight(SyntheticView.Swing.DRAG, 1);
        HoofFlight other = new HoofFlight(SyntheticView.Swing.DRAG, 2);

        assertThat(one.swinging(0.5, 1, 0)[0])
                .isNotCloseTo(other.swinging(0.5, 1, 0)[0], within(1e-3));
        assertThat(one.swinging(1, 1.3, 0)[0]).isCloseTo(1.3, within(1e-12));
    }

    @ParameterizedTest
    @MethodSource("gaits")
    void keepsSegmentsAsLongAsTheyAreWhereTheLimbReachesTheHoof(SyntheticGait gait) {
        SyntheticMotion motion = SyntheticMotion.of(gait, SyntheticView.SIDE);
        for (Limb limb : Limb.values()) {
            double[] segments = SyntheticMotion.segments(limb);
            double longest = segments[0] + segments[1];
            for (double t = 0; t < 2; t += STEP) {
                double[][] body = motion.body(t);
                double reach = apart(body[limb.pivot], body[limb.hoof]);
                assertThat(apart(body[limb.pivot], body[limb.joint]))
                        .isCloseTo(segments[0], within(1e-9));
                assertThat(reach).isLessThan(overreach(gait, limb) * longest);
                if (reach < 0.999 * longest) {
                    assertThat(apart(body[limb.joint], body[limb.hoof]))
                            .isCloseTo(segments[1], within(1e-9));
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("gaits")
    void pointsHocksBackAndCarpiForward(SyntheticGait gait) {
        SyntheticMotion motion = SyntheticMotion.of(gait, SyntheticView.SIDE);

        for (double t = 0; t < 2; t += STEP) {
            double[][] body = motion.body(t);
            for (Limb limb : Limb.values()) {
                double side = beforeTheLine(body[limb.pivot], body[limb.hoof], body[limb.joint]);
                assertThat(limb.hind() ? -side : side).isPositive();
            }
        }
    }

    @Test
    void variesTheLiftFromStrideToStrideOnly() {
        SyntheticView view = SyntheticView.SIDE.liftCv(0.03);
        SyntheticMotion even = SyntheticMotion.of(SyntheticGait.TROT, SyntheticView.SIDE);
        SyntheticMotion uneven = SyntheticMotion.of(SyntheticGait.TROT, view);

        double[] lifts = new double[2];
        for (int stride = 0; stride < 2; stride++) {
            double cycle = 4 + stride + 0.71;
            lifts[stride] = uneven.hoof(Limb.LH, cycle)[1];
            assertThat(lifts[stride]).isCloseTo(0.10, within(0.012));
            assertThat(uneven.hoof(Limb.LH, cycle)[0]).isEqualTo(even.hoof(Limb.LH, cycle)[0]);
        }
        assertThat(lifts[0]).isNotEqualTo(lifts[1]);
    }

    @Test
    void turnsOnAnArcBetweenStraights() {
        SyntheticView view = SyntheticView.SIDE.receding(10, 0, 40).turnBetween(1, 3).seconds(4);
        SyntheticMotion motion = SyntheticMotion.of(SyntheticGait.WALK, view);

        assertThat(facing(motion.world(0.5))).isCloseTo(0, within(1e-9));
        assertThat(facing(motion.world(2))).isCloseTo(40, within(1e-9));
        assertThat(facing(motion.world(3.5))).isCloseTo(80, within(1e-9));
        assertThat(apart(motion.world(0.999)[3], motion.world(1.001)[3])).isLessThan(0.01);
        assertThat(apart(motion.world(2.999)[3], motion.world(3.001)[3])).isLessThan(0.01);
    }

    @Test
    void goesOverToTheTrotWithinOneStride() {
        SyntheticView view = SyntheticView.SIDE.seconds(9);
        SyntheticMotion motion =
                SyntheticMotion.changing(SyntheticGait.WALK, SyntheticGait.TROT, view);

        assertThat(motion.timeAt(5) - motion.timeAt(4)).isCloseTo(1 / 0.90, within(1e-12));
        assertThat(motion.timeAt(12) - motion.timeAt(11)).isCloseTo(1 / 1.35, within(1e-12));
        assertThat(motion.hoofOn(Limb.RF, 11)).isCloseTo(motion.hoofOn(Limb.LH, 12), within(1e-9));
        assertThat(motion.travelled(9) - motion.travelled(8)).isCloseTo(2.5, within(1e-9));
        for (Limb limb : Limb.values()) {
            double[] before = motion.hoof(limb, motion.cycleAt(0));
            for (double t = STEP; t < 9; t += STEP) {
                double[] now = motion.hoof(limb, motion.cycleAt(t));
                assertThat(now[0] - before[0]).isBetween(-1e-9, 0.012);
                before = now;
            }
        }
    }

    /** The fore limbs of the gallop, and barely those of the trot, are shorter than they should. */
    private static double overreach(SyntheticGait gait, Limb limb) {
        if (limb.hind()) {
            return 1;
        }
        return switch (gait.name()) {
            case "gallop_left", "gallop_right" -> 1.05;
            case "trot" -> 1.003;
            default -> 0.999;
        };
    }

    private static double facing(double[][] world) {
        return Math.toDegrees(Math.atan2(world[3][1] - world[4][1], world[3][0] - world[4][0]));
    }

    private static double apart(double[] a, double[] b) {
        return Math.sqrt(
                (a[0] - b[0]) * (a[0] - b[0])
                        + (a[1] - b[1]) * (a[1] - b[1])
                        + (a[2] - b[2]) * (a[2] - b[2]));
    }

    /** Positive where a point lies before the line from pivot to hoof. */
    private static double beforeTheLine(double[] pivot, double[] hoof, double[] point) {
        return (hoof[0] - pivot[0]) * (point[2] - pivot[2])
                - (hoof[2] - pivot[2]) * (point[0] - pivot[0]);
    }
}
