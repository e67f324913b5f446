package io.barnhand.gait.job.pipeline.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnhand.gait.operators.stages.tracking.DetectionSettings;
import io.barnhand.gait.operators.video.ClockStatus;
import io.barnhand.gait.operators.video.VideoSegment;
import io.barnhand.gait.operators.video.VideoSpan;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SpanRuleTest {

    private static final long START_US = 1_600_000_000_000_000L;
    private static final long SECOND_US = 1_000_000;
    private static final long EVERY_US = 165_000;
    private static final SpanRule RULE = SpanRule.of(DetectionSettings.defaults(Set.of("horse")));

    /** Segments of ten seconds. */
    private static List<VideoSegment> segments(int count) {
        List<VideoSegment> segments = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            segments.add(segment(i, START_US + 10 * SECOND_US * i, 10 * SECOND_US, null));
        }
        return segments;
    }

    private static VideoSegment segment(int i, long startUs, long durationUs, String digest) {
        return new VideoSegment(
                "aisle",
                "r",
                i,
                "aisle/r",
                "file:///nowhere/" + i + ".mp4",
                startUs,
                ClockStatus.KNOWN,
                false,
                durationUs,
                100,
                digest);
    }

    private static List<ArchiveUnit> cut(List<VideoSegment> segments) {
        return RULE.cut(ArchiveUnit.of(segments)).units();
    }

    @Test
    void everyTimeIsOwnedByOneSpanThatDecodesWhatIsAroundIt() {
        List<ArchiveUnit> spans = cut(segments(100));

        assertThat(spans).hasSize(3).extracting(ArchiveUnit::span).containsExactly(0, 1, 2);
        long ownedUs = Long.MIN_VALUE;
        for (ArchiveUnit span : spans) {
            VideoSpan part = span.part();
            assertThat(part.anchorUs()).isEqualTo(START_US);
            assertThat(part.owned().fromUs()).isEqualTo(ownedUs);
            ownedUs = part.owned().toUs();
            if (span.span() > 0) {
                assertThat((part.decoded().fromUs() - START_US) % EVERY_US).isZero();
                assertThat(part.owned().fromUs() - part.decoded().fromUs())
                        .isEqualTo(10 * SECOND_US);
                assertThat((part.owned().fromUs() - START_US) / 1e6)
                        .isBetween(300.0 * span.span(), 300.0 * span.span() + 0.165);
            }
            if (span.span() < 2) {
                assertThat(part.decoded().toUs() - ownedUs).isEqualTo(2 * SECOND_US);
            }
        }
        assertThat(ownedUs).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void aSpanHasTheSegmentsThatItDecodesAndKnowsItsLast() {
        List<ArchiveUnit> spans = cut(segments(100));

        assertThat(spans.get(0).segments())
                .extracting(VideoSegment::sequence)
                .startsWith(0L)
                .endsWith(30L)
                .hasSize(31);
        assertThat(spans.get(1).segments())
                .extracting(VideoSegment::sequence)
                .startsWith(29L)
                .endsWith(60L);
        assertThat(spans.get(2).segments()).extracting(VideoSegment::sequence).endsWith(99L);
        for (ArchiveUnit span : spans) {
            assertThat(span.segments().stream().filter(VideoSegment::last))
                    .containsExactly(span.segments().get(span.segments().size() - 1));
            assertThat(span.segments()).extracting(VideoSegment::span).containsOnly(span.part());
        }
        assertThat(spans).extracting(ArchiveUnit::path).doesNotHaveDuplicates();
        assertThat(spans).extracting(ArchiveUnit::name).doesNotHaveDuplicates();
    }

    @Test
    void whatIsShortOrCannotBeCutStaysWhole() {
        List<VideoSegment> backwards = segments(100);
        backwards.set(50, segment(50, START_US, 10 * SECOND_US, null));
        List<VideoSegment> withDigest =
                List.of(segment(0, START_US, 3600 * SECOND_US, "0".repeat(64)));
        List<VideoSegment> cannotBeRead = List.of(segment(0, START_US, 3600 * SECOND_US, null));

        for (List<VideoSegment> segments :
                List.of(segments(44), backwards, withDigest, cannotBeRead)) {
            ArchiveUnit recording = ArchiveUnit.of(segments);

            assertThat(RULE.cut(recording).units()).containsExactly(recording);
            assertThat(recording.isSpan()).isFalse();
        }
    }
}
