package io.barnhand.gait.operators.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.barnhand.gait.operators.records.HorsePose;
import io.barnhand.gait.operators.records.Limb;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SyntheticTrackTest {

    private static final SyntheticView CLEAN = SyntheticView.SIDE.noise(0);
    private static final int TAIL = 4;
    private static final int NECK = 3;
    private static final int NOSE = 2;

    private static List<HorsePose> walk(SyntheticView view) {
        return SyntheticTrack.of(SyntheticGait.WALK, view);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.7, 0.95})
    void remembersTheNoiseButKeepsItsSize(double rho) {
        double squares = 0;
        double products = 0;
        int n = 0;
        for (int seed = 0; seed < 20; seed++) {
            SyntheticView view = SyntheticView.SIDE.noise(0.01).seed(seed);
            List<HorsePose> found = walk(view.noiseMemory(rho));
            List<HorsePose> exact = walk(CLEAN.seed(seed));
            for (int k = 0; k < HorsePose.KEYPOINTS; k++) {
                double before = Double.NaN;
                for (int i = 0; i < found.size(); i++) {
                    double error = (found.get(i).y(k) - exact.get(i).y(k)) / 200;
                    squares += error * error;
                    products += i == 0 ? 0 : error * before;
                    before = error;
                    n++;
                }
            }
        }
        // The scale is that of the nearest keypoint.
        assertThat(Math.sqrt(squares / n)).isCloseTo(0.0101, within(0.0005));
        assertThat(products / squares).isCloseTo(rho, within(0.02));
    }

    @Test
    void isAsNoisyInTheFirstFrameAsLater() {
        double squares = 0;
        for (int seed = 0; seed < 100; seed++) {
            SyntheticView view = SyntheticView.SIDE.seconds(0.04).noise(0.01).seed(seed);
            HorsePose found = walk(view.noiseMemory(0.95)).get(0);
            HorsePose exact = walk(view.noise(0)).get(0);
            for (int k = 0; k < HorsePose.KEYPOINTS; k++) {
                squares += Math.pow((found.x(k) - exact.x(k)) / 200, 2);
            }
        }
        assertThat(Math.sqrt(squares / (100 * HorsePose.KEYPOINTS)))
                .isCloseTo(0.0101, within(0.0005));
    }

    @Test
    void locksABiasToTheStride() {
        SyntheticView view = CLEAN.fps(36).seconds(5);
        List<HorsePose> exact = walk(view);
        List<HorsePose> biased = walk(view.strideBias(0.01));

        // 40 frames make one walking stride at 0.9 Hz and 36 frames per second.
        for (int k = 0; k < HorsePose.KEYPOINTS; k++) {
            double squares = 0;
            for (int i = 0; i < 40; i++) {
                float now = biased.get(i).x(k) - exact.get(i).x(k);
                float later = biased.get(i + 40).x(k) - exact.get(i + 40).x(k);
                assertThat(later).isCloseTo(now, within(2 / 16f));
                squares += now * now;
            }
            assertThat(Math.sqrt(squares / 20)).isCloseTo(0.01 * 203, within(0.05));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.05, 0.15})
    void exchangesWholeLegsInBurstsAtCrossings(double share) {
        int exchanged = 0;
        int frames = 0;
        for (int seed = 0; seed < 40; seed++) {
            List<HorsePose> exact = walk(CLEAN.seed(seed));
            List<HorsePose> swapped = walk(CLEAN.swapShare(share).seed(seed));
            for (int i = 0; i < exact.size(); i++) {
                frames += 2;
                exchanged += exchanged(exact.get(i), swapped.get(i), Limb.LH, Limb.RH) ? 1 : 0;
                exchanged += exchanged(exact.get(i), swapped.get(i), Limb.LF, Limb.RF) ? 1 : 0;
            }
        }
        assertThat((double) exchanged / frames).isCloseTo(share, within(0.1 * share));
    }

    @Test
    void exchangesNearCrossingsOnly() {
        List<HorsePose> exact = walk(CLEAN);
        List<HorsePose> swapped = walk(CLEAN.swapShare(1));
        int exchanged = 0;
        for (int i = 0; i < exact.size(); i++) {
            HorsePose pose = exact.get(i);
            if (exchanged(pose, swapped.get(i), Limb.LH, Limb.RH)) {
                exchanged++;
                // At most 4 frames from the crossing, at no more than twice the mean swing speed.
                double apart = Math.abs(pose.x(Limb.LH.hoof) - pose.x(Limb.RH.hoof));
                assertThat(apart / 200).isLessThan(4.5 / 30 * 2 * 1.15 / 0.36);
            }
        }
        // Two crossings per stride with bursts of five frames on average.
        assertThat(exchanged / (4 * 0.9)).isCloseTo(10, within(3.5));
    }

    @Test
    void exchangesSingleFramesByThemselves() {
        List<HorsePose> exact = walk(CLEAN.seconds(60));
        List<HorsePose> swapped = walk(CLEAN.seconds(60).frameSwaps(0.1));
        int hind = 0;
        int both = 0;
        for (int i = 0; i < exact.size(); i++) {
            boolean hindNow = exchanged(exact.get(i), swapped.get(i), Limb.LH, Limb.RH);
            hind += hindNow ? 1 : 0;
            both += hindNow && exchanged(exact.get(i), swapped.get(i), Limb.LF, Limb.RF) ? 1 : 0;
        }
        assertThat(hind / 1800.0).isCloseTo(0.1, within(0.02));
        assertThat(both / 1800.0).isCloseTo(0.01, within(0.008));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.2, 0.5, 1})
    void hidesTheFarLegsForSomeFramesAtATime(double share) {
        List<HorsePose> poses = walk(CLEAN.seconds(10).farDrop(share));

        for (Limb far : List.of(Limb.LH, Limb.LF)) {
            int hidden = 0;
            int runs = 0;
            boolean before = false;
            for (HorsePose pose : poses) {
                boolean now = !pose.present(far.hoof);
                assertThat(pose.present(far.joint)).isEqualTo(!now);
                assertThat(pose.present(far.pivot)).isEqualTo(!now);
                hidden += now ? 1 : 0;
                runs += now && !before ? 1 : 0;
                before = now;
            }
            assertThat(hidden).isEqualTo((int) Math.round(share * poses.size()));
            if (share < 1) {
                assertThat((double) hidden / runs).isBetween(5.0, 8.0);
            }
        }
        assertThat(poses).allMatch(p -> p.present(Limb.RH.hoof) && p.present(Limb.RF.hoof));
    }

    @Test
    void hidesTheRightLegsOfAHorseThatGoesLeft() {
        List<HorsePose> poses = walk(CLEAN.toLeft().farDrop(1));

        assertThat(poses).noneMatch(p -> p.present(Limb.RH.hoof) || p.present(Limb.RF.pivot));
        assertThat(poses).allMatch(p -> p.present(Limb.LH.hoof) && p.present(Limb.LF.hoof));
    }

    @Test
    void turnsThePictureAboutItsCentre() {
        HorsePose level = walk(CLEAN).get(60);
        HorsePose rolled = walk(CLEAN.rollDeg(90)).get(60);

        for (int k = 0; k < HorsePose.KEYPOINTS; k++) {
            assertThat(rolled.x(k) - 10_000).isCloseTo(1000 - level.y(k), within(0.1f));
            assertThat(rolled.y(k) - 1000).isCloseTo(level.x(k) - 10_000, within(0.1f));
        }
    }

    @Test
    void movesHeadAndTailAloneWithTheirAsymmetry() {
        List<HorsePose> even = SyntheticTrack.of(SyntheticGait.TROT, CLEAN);
        List<HorsePose> uneven =
                SyntheticTrack.of(
                        SyntheticGait.TROT, CLEAN.headAsymmetry(0.02, 1).tailAsymmetry(0.01, 2));
        double head = 0;
        double tail = 0;
        for (int i = 0; i < even.size(); i++) {
            head = Math.max(head, Math.abs(uneven.get(i).y(NOSE) - even.get(i).y(NOSE)));
            tail = Math.max(tail, Math.abs(uneven.get(i).y(TAIL) - even.get(i).y(TAIL)));
            assertThat(uneven.get(i).y(NECK)).isEqualTo(even.get(i).y(NECK));
            assertThat(uneven.get(i).x(NOSE)).isEqualTo(even.get(i).x(NOSE));
        }
        assertThat(head).isCloseTo(0.02 * 200, within(0.1));
        assertThat(tail).isCloseTo(0.01 * 200, within(0.1));
    }

    @Test
    void staysTheSameWhereEveryNewFaultIsOff() {
        SyntheticView off =
                SyntheticView.SIDE
                        .noiseMemory(0)
                        .strideBias(0)
                        .swapShare(0)
                        .frameSwaps(0)
                        .farDrop(0)
                        .rollDeg(0)
                        .speedRamp(0)
                        .liftCv(0)
                        .headAsymmetry(0, 0)
                        .tailAsymmetry(0, 0)
                        .ahead(0);
        List<HorsePose> expected = walk(SyntheticView.SIDE);
        List<HorsePose> actual = walk(off);

        for (int i = 0; i < expected.size(); i++) {
            assertThat(actual.get(i).keypoints()).containsExactly(expected.get(i).keypoints());
        }
    }

    @Test
    void perturbsAGaitWithinTheGivenBounds() {
        for (int seed = 0; seed < 50; seed++) {
            SyntheticGait gait = SyntheticGait.TROT.perturbed(seed, 0.03, 0.05, 0.1);

            for (Limb limb : Limb.values()) {
                assertThat(gait.phase(limb))
                        .isCloseTo(SyntheticGait.TROT.phase(limb), within(0.03));
                assertThat(gait.duty(limb)).isCloseTo(0.42, within(0.05));
            }
            assertThat(gait.dutyHind()).isEqualTo(gait.dutyFore());
            assertThat(gait.frequency()).isCloseTo(1.35, within(0.135));
            assertThat(gait.strideLength()).isCloseTo(2.5 / 1.35, within(1e-12));
        }
        assertThat(SyntheticGait.TROT.perturbed(1, 0, 0, 0).phases())
                .containsExactly(SyntheticGait.TROT.phases());
    }

    private static boolean exchanged(HorsePose exact, HorsePose found, Limb left, Limb right) {
        // Every keypoint has a score of its own; at a crossing the places may be the same.
        boolean exchanged = found.score(left.hoof) == exact.score(right.hoof);
        assertThat(found.score(left.joint) == exact.score(right.joint)).isEqualTo(exchanged);
        assertThat(found.score(left.pivot) == exact.score(right.pivot)).isEqualTo(exchanged);
        assertThat(found.score(right.hoof) == exact.score(left.hoof)).isEqualTo(exchanged);
        return exchanged;
    }
}
