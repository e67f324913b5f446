package io.barnhand.gait.operators.stages.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnhand.gait.models.image.Box;
import io.barnhand.gait.operators.records.HorsePose;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Horses that walk along a line at known speeds, seen by both spans in frames 0 to 99. */
class TrackJoinTest {

    private static final int FRAMES = 100;

    /** Poses of a horse that is at {@code x} px in frame 0 and moves on by {@code step} px. */
    private static List<HorsePose> horse(String track, double x, double step, int from, int to) {
        List<HorsePose> poses = new ArrayList<>();
        for (int i = from; i < to; i++) {
            poses.add(pose(track, i, x + step * i, 100));
        }
        return poses;
    }

    private static HorsePose pose(String track, int frame, double x, double y) {
        float[] keypoints = new float[3 * HorsePose.KEYPOINTS];
        for (int k = 0; k < HorsePose.KEYPOINTS; k++) {
            keypoints[3 * k] = (float) (x + 10 * k);
            keypoints[3 * k + 1] = (float) (y + 5 * k);
            keypoints[3 * k + 2] = 0.9f;
        }
        return new HorsePose(
                "aisle",
                "r",
                track,
                null,
                frame * 40_000L,
                2000,
                1000,
                new Box(x, y, x + 200, y + 100),
                0.9f,
                keypoints,
                "m",
                List.of());
    }

    @SafeVarargs
    private static List<HorsePose> together(List<HorsePose>... tracks) {
        return Stream.of(tracks).flatMap(List::stream).toList();
    }

    @Test
    void aHorseAcrossTheCutContinuesTheTrackOfTheEarlierSpan() {
        assertThat(
                        TrackJoin.names(
                                horse("r/-9000/0", 10, 3, 0, FRAMES),
                                horse("r/0/0", 12, 3, 0, FRAMES)))
                .isEqualTo(Map.of("r/0/0", "r/-9000/0"));
    }

    /**
     * Their boxes are in the same place in frame 50, and their ordinals are the other way round.
     */
    @Test
    void twoThatCrossAtTheCutKeepTheirNames() {
        List<HorsePose> left =
                together(
                        horse("r/-9000/0", 0, 10, 0, FRAMES),
                        horse("r/-9000/1", 1000, -10, 0, FRAMES));
        List<HorsePose> right =
                together(horse("r/0/0", 1000, -10, 0, FRAMES), horse("r/0/1", 0, 10, 0, FRAMES));

        assertThat(TrackJoin.names(left, right))
                .isEqualTo(Map.of("r/0/0", "r/-9000/1", "r/0/1", "r/-9000/0"));
    }

    @Test
    void aHorseThatAppearsWhereBothSpansSeeItHasTheNameOfTheEarlierSpan() {
        List<HorsePose> left =
                together(
                        horse("r/-9000/0", 0, 0, 0, FRAMES),
                        horse("r/1600000/0", 900, 0, 40, FRAMES));
        List<HorsePose> right =
                together(horse("r/0/0", 0, 0, 0, FRAMES), horse("r/1760000/0", 900, 0, 44, FRAMES));

        assertThat(TrackJoin.names(left, right))
                .isEqualTo(Map.of("r/0/0", "r/-9000/0", "r/1760000/0", "r/1600000/0"));
    }

    @Test
    void whatOnlyTheLaterSpanSawKeepsItsName() {
        assertThat(
                        TrackJoin.names(
                                horse("r/-9000/0", 0, 0, 0, FRAMES),
                                horse("r/3600000/0", 900, 0, 90, FRAMES)))
                .isEqualTo(Map.of("r/3600000/0", "r/3600000/0"));
    }

    /** The horse leaves in frame 30; in its place, but later, another one comes. */
    @Test
    void aHorseThatLeavesGivesItsNameToNobodyElse() {
        List<HorsePose> left = horse("r/-9000/0", 0, 0, 0, 30);
        List<HorsePose> right =
                together(horse("r/0/0", 0, 0, 0, 30), horse("r/2400000/0", 0, 0, 60, FRAMES));

        assertThat(TrackJoin.names(left, right))
                .isEqualTo(Map.of("r/0/0", "r/-9000/0", "r/2400000/0", "r/2400000/0"));
    }

    /** Two horses begin in the same frame, and each span counts them in another order. */
    @Test
    void aNameThatIsAnothersIsNotGivenTwice() {
        List<HorsePose> left = horse("r/1600000/0", 0, 0, 40, FRAMES);
        List<HorsePose> right =
                together(
                        horse("r/1600000/0", 900, 0, 40, FRAMES),
                        horse("r/1600000/1", 0, 0, 40, FRAMES));

        Map<String, String> names = TrackJoin.names(left, right);

        assertThat(names.get("r/1600000/1")).isEqualTo("r/1600000/0");
        assertThat(names.get("r/1600000/0")).isEqualTo("r/1600000/1");
    }

    /** The earlier span lost the horse and found it again; the later one has one track of it. */
    @Test
    void aTrackContinuesTheOneThatIsAliveAtTheCut() {
        List<HorsePose> left =
                together(horse("r/-9000/0", 0, 1, 0, 20), horse("r/1200000/0", 0, 1, 30, FRAMES));

        assertThat(TrackJoin.names(left, horse("r/0/0", 0, 1, 0, FRAMES)))
                .isEqualTo(Map.of("r/0/0", "r/1200000/0"));
    }

    @Test
    void withoutFramesOfBothNothingIsJoined() {
        assertThat(TrackJoin.names(List.of(), horse("r/0/0", 0, 0, 0, 9)))
                .isEqualTo(Map.of("r/0/0", "r/0/0"));
        assertThat(TrackJoin.names(horse("r/0/0", 0, 0, 0, 9), List.of())).isEmpty();
    }
}
