package io.barnhand.gait.operators.stages.detection;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnhand.gait.models.image.BgrImage;
import io.barnhand.gait.operators.records.CoverageSpan;
import io.barnhand.gait.operators.video.ClockStatus;
import io.barnhand.gait.operators.video.VideoSegment;
import io.barnhand.gait.operators.video.decoding.FrameCondition;
import io.barnhand.gait.operators.video.decoding.VideoFrame;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SegmentCoverageTest {

    private static final long START = 5_000_000;
    private static final long FRAME = 40_000;
    private static final BgrImage IMAGE = new BgrImage(1, 1, new byte[3]);

    private static VideoSegment segment(Long durationUs) {
        return new VideoSegment(
                "cam",
                "rec",
                0,
                "unit",
                "a.ts",
                START,
                ClockStatus.KNOWN,
                true,
                durationUs,
                -1,
                null);
    }

    /** Frames from a time on, the first of them after a jump. */
    private static void frames(SegmentCoverage coverage, long fromUs, int count, boolean jumped) {
        for (int i = 0; i < count; i++) {
            coverage.frame(
                    new VideoFrame(
                            fromUs + i * FRAME,
                            IMAGE,
                            i == 0 && jumped ? Set.of(FrameCondition.TIME_JUMP) : Set.of()));
        }
    }

    private static List<List<Long>> spans(SegmentCoverage coverage, String kind) {
        return coverage.spans().stream()
                .filter(span -> span.kind().equals(kind))
                .map(span -> List.of(span.startUs(), span.endUs()))
                .toList();
    }

    @Test
    void timeThatIsSkippedIsNeitherDecodedNorExpected() {
        SegmentCoverage coverage = new SegmentCoverage(segment(null));
        frames(coverage, START, 50, false);
        frames(coverage, START + 3_600_000_000L, 50, true);

        List<List<Long>> parts =
                List.of(
                        List.of(START, START + 2_000_000),
                        List.of(START + 3_600_000_000L, START + 3_602_000_000L));
        assertThat(spans(coverage, CoverageSpan.DECODED)).isEqualTo(parts);
        assertThat(spans(coverage, CoverageSpan.EXPECTED)).isEqualTo(parts);
    }

    @Test
    void whatIsAnnouncedIsExpectedWithoutTheTimeThatIsSkipped() {
        SegmentCoverage coverage = new SegmentCoverage(segment(30_000_000L));
        frames(coverage, START, 50, false);
        frames(coverage, START + 22_000_000, 50, true);

        assertThat(spans(coverage, CoverageSpan.EXPECTED))
                .containsExactly(
                        List.of(START, START + 2_000_000),
                        List.of(START + 22_000_000, START + 30_000_000));
    }

    /** A jump back continues directly after the last frame. */
    @Test
    void aJumpThatSkipsNothingDividesNothing() {
        SegmentCoverage coverage = new SegmentCoverage(segment(null));
        frames(coverage, START, 50, false);
        frames(coverage, START + 50 * FRAME, 50, true);

        assertThat(spans(coverage, CoverageSpan.DECODED))
                .containsExactly(List.of(START, START + 100 * FRAME));
    }

    @Test
    void aSegmentHasABoundedNumberOfParts() {
        SegmentCoverage coverage = new SegmentCoverage(segment(null));
        for (int part = 0; part < 1000; part++) {
            frames(coverage, START + part * 10_000_000L, 20, part > 0);
        }

        List<List<Long>> decoded = spans(coverage, CoverageSpan.DECODED);
        assertThat(decoded).hasSize(256);
        assertThat(decoded.get(255).get(1)).isEqualTo(START + 9_990_000_000L + 20 * FRAME);
    }
}
