package io.barnhand.gait.operators.synthetic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.barnhand.gait.operators.records.HorsePose;
import io.barnhand.gait.operators.records.Limb;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SyntheticScenesTest {

    private static final int NOSE = 2;
    private static final int NECK = 3;
    private static final int TAIL = 4;

    @Test
    void isTheSameForTheSameSeedAndAnotherForAnother() {
        Map<String, List<HorsePose>> scenes = SyntheticScenes.all(3);
        Map<String, List<HorsePose>> again = SyntheticScenes.all(3);
        Map<String, List<HorsePose>> others = SyntheticScenes.all(4);

        assertThat(scenes).hasSize(11);
        scenes.forEach(
                (name, poses) -> {
                    assertThat(poses).as(name).hasSizeBetween(180, 270);
                    assertThat(poses)
                            .extracting(HorsePose::timeUs)
                            .isSorted()
                            .doesNotHaveDuplicates();
                    for (int i = 0; i < poses.size(); i++) {
                        assertThat(poses.get(i).keypoints())
                                .as(name)
                                .containsExactly(again.get(name).get(i).keypoints());
                    }
                    assertThat(poses.get(5).keypoints())
                            .as(name)
                            .isNotEqualTo(others.get(name).get(5).keypoints());
                });
    }

    @Test
    void standsAndGrazesOnTheSpot() {
        for (List<HorsePose> poses :
                List.of(SyntheticScenes.standing(1), SyntheticScenes.grazing(1))) {
            assertThat(Math.abs(way(poses))).isLessThan(1.0);
        }
        List<HorsePose> grazing = SyntheticScenes.grazing(1);
        assertThat(grazing).allMatch(p -> p.y(NOSE) > p.y(NECK) + 100);
        for (Limb limb : Limb.values()) {
            float stepped = last(grazing).x(limb.hoof) - grazing.get(0).x(limb.hoof);
            assertThat(stepped / 200).isCloseTo(limb == Limb.LH ? 0.8f : 0.4f, within(0.1f));
        }
    }

    @Test
    void backsUpTailFirst() {
        List<HorsePose> poses = SyntheticScenes.backingUp(2);

        assertThat(poses).allMatch(p -> p.x(NOSE) > p.x(TAIL));
        assertThat(way(poses)).isLessThan(-8);
    }

    @Test
    void turnsRoundWithinTheTrack() {
        List<HorsePose> poses = SyntheticScenes.turning(2);

        assertThat(poses.subList(0, 60)).allMatch(p -> p.x(NOSE) - p.x(TAIL) > 200);
        assertThat(poses.subList(210, 270)).allMatch(p -> p.x(NOSE) - p.x(TAIL) < -100);
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3, 4, 5})
    void goesOnWithAHorseOfAnotherSizeThatWalksTheSameWay(long seed) {
        List<HorsePose> poses = SyntheticScenes.horsesSwapped(seed);
        int middle = poses.size() / 2;

        double before = bodyLength(poses.subList(0, middle));
        double after = bodyLength(poses.subList(middle, poses.size()));
        assertThat(Math.abs(after / before - 1)).isCloseTo(0.15, within(0.01));
        double jump = trunk(poses.get(middle)) - trunk(poses.get(middle - 1));
        assertThat(Math.abs(jump - 1.15 * 200 / 30) / 200).isBetween(0.25, 0.65);
        assertThat(way(poses.subList(0, middle))).isPositive();
        assertThat(way(poses.subList(middle, poses.size()))).isPositive();
    }

    @Test
    void goesOnWithAHorseThatComesTheOtherWay() {
        List<HorsePose> poses = SyntheticScenes.horsesSwappedMeeting(1);
        int middle = poses.size() / 2;

        assertThat(way(poses.subList(0, middle))).isGreaterThan(4);
        assertThat(way(poses.subList(middle, poses.size()))).isLessThan(-4);
        assertThat(trunk(poses.get(middle))).isCloseTo(trunk(poses.get(middle - 1)), within(60.0));
    }

    @Test
    void losesTheFarLimbsInHalfOfTheFrames() {
        List<HorsePose> poses = SyntheticScenes.halfOfAFarLimbMissing(1);

        for (Limb far : List.of(Limb.LH, Limb.LF)) {
            assertThat(poses).filteredOn(p -> p.present(far.hoof)).hasSize(135);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 2, 3})
    void leavesThePictureInTheLastThird(long seed) {
        List<HorsePose> poses = SyntheticScenes.edgeClipped(seed);
        int third = poses.size() / 3;

        assertThat(poses.subList(0, 2 * third - 6)).noneMatch(SyntheticScenesTest::touchesEdge);
        assertThat(poses.subList(0, 2 * third - 6))
                .allMatch(p -> !Float.isNaN(p.keypoints()[0]) && p.present(NOSE));
        assertThat(poses.subList(2 * third + 6, 3 * third))
                .allMatch(SyntheticScenesTest::touchesEdge);
        assertThat(poses.subList(3 * third - 20, 3 * third)).anyMatch(p -> !p.present(NOSE));
        assertThat(poses.subList(3 * third - 20, 3 * third))
                .anyMatch(p -> p.x(NOSE) == p.imageWidth() - 1);
        assertThat(poses)
                .allMatch(p -> p.box().width() > 20)
                .allMatch(p -> p.box().x2() <= p.imageWidth());
    }

    @Test
    void freezesThePictureWhileTheClockRuns() {
        List<HorsePose> poses = SyntheticScenes.frozenFrames(1);
        int same = 0;
        int longest = 0;
        int run = 0;
        for (int i = 1; i < poses.size(); i++) {
            boolean frozen = Arrays.equals(poses.get(i).keypoints(), poses.get(i - 1).keypoints());
            run = frozen ? run + 1 : 0;
            longest = Math.max(longest, run);
            same += frozen ? 1 : 0;
        }
        assertThat(same).isCloseTo((int) Math.round(0.3 * 270), within(1));
        assertThat(longest).isBetween(5, 24);
    }

    @Test
    void speedsUpFromWalkToTrot() {
        List<HorsePose> poses = SyntheticScenes.transition(1);

        assertThat(way(poses.subList(0, 90)) / 3).isCloseTo(1.15, within(0.05));
        assertThat(way(poses.subList(180, 270)) / 3).isCloseTo(2.5, within(0.05));
    }

    @Test
    void staysInPlaceOnTheTreadmill() {
        List<HorsePose> poses = SyntheticScenes.treadmill(1);

        assertThat(way(poses)).isCloseTo(0, within(0.1));
        double min = poses.stream().mapToDouble(p -> p.x(Limb.RF.hoof)).min().orElseThrow();
        double max = poses.stream().mapToDouble(p -> p.x(Limb.RF.hoof)).max().orElseThrow();
        assertThat((max - min) / 200).isBetween(0.7, 1.0);
    }

    private static double trunk(HorsePose pose) {
        return 0.5 * (pose.x(NECK) + pose.x(TAIL));
    }

    /** BL. */
    private static double way(List<HorsePose> poses) {
        return (trunk(last(poses)) - trunk(poses.get(0))) / 200;
    }

    private static HorsePose last(List<HorsePose> poses) {
        return poses.get(poses.size() - 1);
    }

    private static double bodyLength(List<HorsePose> poses) {
        return poses.stream()
                .mapToDouble(p -> Math.abs(p.x(NECK) - p.x(TAIL)))
                .average()
                .orElseThrow();
    }

    private static boolean touchesEdge(HorsePose pose) {
        return pose.box().x1() < 0.01 * pose.imageWidth()
                || pose.box().x2() > 0.99 * pose.imageWidth();
    }
}
