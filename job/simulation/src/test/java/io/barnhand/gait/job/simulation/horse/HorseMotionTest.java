package io.barnhand.gait.job.simulation.horse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.barnhand.gait.operators.records.Limb;
import io.barnhand.gait.operators.synthetic.SyntheticGait;
import io.barnhand.gait.operators.synthetic.SyntheticMotion;
import io.barnhand.gait.operators.synthetic.SyntheticView;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class HorseMotionTest {

    private static final double SECONDS = 3;
    private static final double STEP = 1.0 / 240;

    /** 1 mm, where a body length is 1.45 m. */
    private static final double MILLIMETRE = 1e-3 / 1.45;

    static Stream<Arguments> horses() {
        return Stream.of(
                        SyntheticGait.WALK,
                        SyntheticGait.TROT,
                        SyntheticGait.CANTER_LEFT,
                        SyntheticGait.CANTER_RIGHT)
                .flatMap(
                        gait ->
                                Stream.of(
                                        Arguments.of(gait, BodyShape.MIDDLING, Stepping.COMMON, 1L),
                                        Arguments.of(
                                                gait.varied(7),
                                                BodyShape.of(7),
                                                Stepping.COMMON,
                                                7L),
                                        Arguments.of(
                                                gait.varied(8),
                                                BodyShape.cob(8),
                                                Stepping.HIGH,
                                                8L)));
    }

    @ParameterizedTest
    @MethodSource("horses")
    void shouldKeepTheLengthOfEverySegment(
            SyntheticGait gait, BodyShape shape, Stepping stepping, long seed) {
        Build build = new Build(shape);
        for (Posture posture : postures(gait, build, stepping, seed)) {
            for (Limb limb : Limb.values()) {
                double[][] points = posture.keypoints();
                double upper = distance(points[limb.pivot], points[limb.joint]);
                Joint joint = posture.origin(Bone.cannon(limb));
                Joint fetlock = posture.fetlock(limb);
                Joint hoof = posture.origin(Bone.hoof(limb));
                assertThat(upper).isCloseTo(build.middle(), within(1e-9));
                assertThat(joint.distance(fetlock)).isCloseTo(build.cannon(limb), within(1e-9));
                assertThat(fetlock.distance(hoof)).isCloseTo(build.pastern(), within(1e-9));
            }
        }
    }

    @ParameterizedTest
    @MethodSource("horses")
    void shouldBendCarpusForwardAndHockBackward(
            SyntheticGait gait, BodyShape shape, Stepping stepping, long seed) {
        for (Posture posture : postures(gait, new Build(shape), stepping, seed)) {
            for (Limb limb : Limb.values()) {
                Joint pivot = posture.origin(Bone.middle(limb));
                Joint joint = posture.origin(Bone.cannon(limb));
                Joint fetlock = posture.fetlock(limb);
                // Positive where the joint lies before the line from the pivot down to the fetlock.
                double before =
                        (fetlock.x() - pivot.x()) * (joint.z() - pivot.z())
                                - (fetlock.z() - pivot.z()) * (joint.x() - pivot.x());
                if (limb.hind()) {
                    assertThat(before).isNegative();
                } else {
                    assertThat(before).isPositive();
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("horses")
    void shouldHoldTheToeOfAStandingHoofWithinAMillimetre(
            SyntheticGait gait, BodyShape shape, Stepping stepping, long seed) {
        SyntheticView view = view(seed);
        HorseMotion motion = new HorseMotion(gait, view, stepping, new Build(shape));
        SyntheticMotion steps = SyntheticMotion.of(gait, view);
        double[] toeRest = {Foot.TOE_TO_CENTRE, -Foot.CENTRE_HEIGHT};
        for (Limb limb : Limb.values()) {
            double place = Double.NaN;
            int stands = 0;
            for (double t = 0; t < SECONDS; t += STEP) {
                if (!steps.stands(limb, steps.cycleAt(t))) {
                    place = Double.NaN;
                    continue;
                }
                Posture posture = motion.at(t);
                Joint hoof = posture.origin(Bone.hoof(limb));
                double turn = posture.angle(Bone.hoof(limb));
                double x = hoof.x() + toeRest[0] * Math.cos(turn) - toeRest[1] * Math.sin(turn);
                double z = hoof.z() + toeRest[0] * Math.sin(turn) + toeRest[1] * Math.cos(turn);
                place = Double.isNaN(place) ? x : place;
                assertThat(x).isCloseTo(place, within(MILLIMETRE));
                assertThat(z).isCloseTo(0, within(MILLIMETRE));
                stands++;
            }
            assertThat(stands).isPositive();
        }
    }

    @ParameterizedTest
    @MethodSource("horses")
    void shouldLowerTheFetlockInMidStance(
            SyntheticGait gait, BodyShape shape, Stepping stepping, long seed) {
        SyntheticView view = view(seed);
        HorseMotion motion = new HorseMotion(gait, view, stepping, new Build(shape));
        SyntheticMotion steps = SyntheticMotion.of(gait, view);
        for (Limb limb : Limb.values()) {
            int stride = steps.strideOf(limb, steps.cycleAt(1.5));
            double on = steps.onCycle(limb, stride);
            double off = steps.offCycle(limb, stride);
            double landed = fetlockHeight(motion, steps, limb, on + 1e-6);
            double loaded = fetlockHeight(motion, steps, limb, .5 * (on + off));
            assertThat(loaded).isLessThan(landed - 5 * MILLIMETRE);
        }
    }

    @ParameterizedTest
    @MethodSource("horses")
    void shouldMoveWithoutJumps(SyntheticGait gait, BodyShape shape, Stepping stepping, long seed) {
        double[][] before = null;
        for (Posture posture : postures(gait, new Build(shape), stepping, seed)) {
            double[][] now = posture.keypoints();
            for (int k = 0; before != null && k < now.length; k++) {
                // No point of a horse at these speeds is faster than 16 BL/s.
                assertThat(distance(now[k], before[k])).isLessThan(16 * STEP);
            }
            before = now;
        }
    }

    private static double fetlockHeight(
            HorseMotion motion, SyntheticMotion steps, Limb limb, double cycle) {
        return motion.at(steps.timeAt(cycle)).fetlock(limb).z();
    }

    private static List<Posture> postures(
            SyntheticGait gait, Build build, Stepping stepping, long seed) {
        HorseMotion motion = new HorseMotion(gait, view(seed), stepping, build);
        return Stream.iterate(0.0, t -> t < SECONDS, t -> t + STEP).map(motion::at).toList();
    }

    private static SyntheticView view(long seed) {
        return SyntheticView.SIDE.seconds(SECONDS).seed(seed).liftCv(.05).strideCv(.01);
    }

    private static double distance(double[] a, double[] b) {
        return Math.hypot(a[0] - b[0], a[2] - b[2]);
    }
}
