package io.barnhand.gait.operators.gait.passes;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnhand.gait.models.image.Box;
import io.barnhand.gait.operators.records.CoverageSpan;
import io.barnhand.gait.operators.records.FrameFlag;
import io.barnhand.gait.operators.records.HorsePose;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrackCoverageTest {

    private static final long START = 1_700_000_000_000_000L;
    private static final long FRAME = 40_000;
    private static final Box INSIDE = new Box(200, 100, 500, 300);
    private static final TrackCoverage COVERAGE = new TrackCoverage(1_000_000);

    @Test
    void aHorseInEveryFrameIsOneSpanOfEachKind() {
        assertThat(COVERAGE.spans(poses(50), 0.3))
                .containsExactly(span(CoverageSpan.HORSE, 0, 50), span(CoverageSpan.USABLE, 0, 50));
    }

    @Test
    void aHorseOutOfSightForLongerThanTheGapIsTwoSpans() {
        List<HorsePose> poses = poses(100);
        poses.subList(20, 50).clear();

        assertThat(of(CoverageSpan.HORSE, poses))
                .containsExactly(
                        span(CoverageSpan.HORSE, 0, 20), span(CoverageSpan.HORSE, 50, 100));
    }

    @Test
    void framesThatAreLeftOutForLongPartTheUsableSpan() {
        List<HorsePose> poses = poses(100);
        for (int i = 20; i < 50; i++) {
            poses.set(i, pose(i, INSIDE, 17, List.of(FrameFlag.OVERLAP.key())));
        }

        assertThat(of(CoverageSpan.USABLE, poses))
                .containsExactly(
                        span(CoverageSpan.USABLE, 0, 20), span(CoverageSpan.USABLE, 50, 100));
        assertThat(of(CoverageSpan.HORSE, poses)).containsExactly(span(CoverageSpan.HORSE, 0, 100));
    }

    @Test
    void framesThatAreLeftOutForHalfASecondDoNotPartIt() {
        List<HorsePose> poses = poses(100);
        for (int i = 20; i < 31; i++) {
            poses.set(i, pose(i, INSIDE, 17, List.of(FrameFlag.OVERLAP.key())));
        }

        assertThat(of(CoverageSpan.USABLE, poses))
                .containsExactly(span(CoverageSpan.USABLE, 0, 100));
    }

    @Test
    void aHorseCutByTheEdgeIsSeenAndNotUsable() {
        List<HorsePose> poses = poses(100);
        for (int i = 0; i < 40; i++) {
            poses.set(i, pose(i, new Box(-3, 100, 297, 300), 17, List.of()));
        }

        assertThat(of(CoverageSpan.USABLE, poses))
                .containsExactly(span(CoverageSpan.USABLE, 40, 100));
    }

    @Test
    void aFrameNeedsEightKeypointsThatCount() {
        List<HorsePose> poses = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            poses.add(pose(i, INSIDE, i < 30 ? 7 : 8, List.of()));
        }

        assertThat(of(CoverageSpan.USABLE, poses))
                .containsExactly(span(CoverageSpan.USABLE, 30, 60));
        assertThat(COVERAGE.spans(poses, 0.95))
                .extracting(CoverageSpan::kind)
                .containsExactly(CoverageSpan.HORSE);
    }

    @Test
    void detectionsAloneAreNeverUsable() {
        List<HorsePose> poses = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            poses.add(pose(i, INSIDE, 0, List.of()));
        }

        assertThat(COVERAGE.spans(poses, 0.3)).containsExactly(span(CoverageSpan.HORSE, 0, 50));
    }

    @Test
    void aSinglePoseIsAMomentBecauseItsFrameRateIsNotKnown() {
        assertThat(of(CoverageSpan.HORSE, poses(1)))
                .containsExactly(
                        new CoverageSpan("aisle", "r", "r/0/0", CoverageSpan.HORSE, START, START));
    }

    private static List<CoverageSpan> of(String kind, List<HorsePose> poses) {
        return COVERAGE.spans(poses, 0.3).stream().filter(s -> s.kind().equals(kind)).toList();
    }

    private static CoverageSpan span(String kind, int from, int to) {
        return new CoverageSpan(
                "aisle", "r", "r/0/0", kind, START + from * FRAME, START + to * FRAME);
    }

    private static List<HorsePose> poses(int count) {
        List<HorsePose> poses = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            poses.add(pose(i, INSIDE, 17, List.of()));
        }
        return poses;
    }

    private static HorsePose pose(int frame, Box box, int keypoints, List<String> flags) {
        float[] rows = new float[3 * HorsePose.KEYPOINTS];
        Arrays.fill(rows, Float.NaN);
        for (int k = 0; k < keypoints; k++) {
            // Frames that repeat the one before do not count.
            rows[3 * k] = (float) box.x1() + 50 + frame % 7;
            rows[3 * k + 1] = (float) box.y1() + 50;
            rows[3 * k + 2] = 0.9f;
        }
        return new HorsePose(
                "aisle",
                "r",
                "r/0/0",
                null,
                START + frame * FRAME,
                1000,
                500,
                box,
                0.9f,
                rows,
                keypoints == 0 ? null : "m",
                flags);
    }
}
