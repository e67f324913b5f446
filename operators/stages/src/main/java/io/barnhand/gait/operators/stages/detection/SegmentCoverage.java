package io.barnhand.gait.operators.stages.detection;

import io.barnhand.gait.operators.gait.numeric.Quantiles;
import io.barnhand.gait.operators.records.CoverageSpan;
import io.barnhand.gait.operators.video.TimeRange;
import io.barnhand.gait.operators.video.VideoSegment;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How much of a segment was expected and how much of it was decoded.
 *
 * <p>Decoded is from the first frame to one frame after the last: what was read of a segment that
 * breaks off counts. Expected is what the segment was announced with or, without a duration, what
 * was decoded; so a segment that could not be read at all is expected only where its duration was
 * known. Of a part of a recording only what it owns counts.
 */
final class SegmentCoverage {

    /** The frame rate of a file is known long before its end. */
    private static final int MAX_DISTANCES = 1024;

    private final VideoSegment segment;
    private final double[] distances = new double[MAX_DISTANCES];
    private int known;
    private Long firstUs;
    private long lastUs;

    SegmentCoverage(VideoSegment segment) {
        this.segment = segment;
    }

    /** Takes the time of the next frame decoded, event time, µs. */
    void frame(long timeUs) {
        if (firstUs == null) {
            firstUs = timeUs;
        } else if (known < MAX_DISTANCES) {
            distances[known++] = timeUs - lastUs;
        }
        lastUs = timeUs;
    }

    /** The coverage once no more of the segment comes; empty where nothing is known. */
    List<CoverageSpan> spans() {
        List<CoverageSpan> spans = new ArrayList<>();
        long endUs = lastUs + frameUs();
        if (segment.durationUs() != null) {
            long startUs = segment.startUs();
            spans.add(span(CoverageSpan.EXPECTED, startUs, startUs + segment.durationUs()));
        } else if (firstUs != null) {
            spans.add(span(CoverageSpan.EXPECTED, firstUs, endUs));
        }
        if (firstUs != null) {
            spans.add(span(CoverageSpan.DECODED, firstUs, endUs));
        }
        return segment.span() == null ? spans : owned(spans, segment.span().owned());
    }

    private static List<CoverageSpan> owned(List<CoverageSpan> spans, TimeRange owned) {
        return spans.stream()
                .map(
                        span ->
                                new CoverageSpan(
                                        span.camera(),
                                        span.recording(),
                                        span.track(),
                                        span.kind(),
                                        Math.max(span.startUs(), owned.fromUs()),
                                        Math.min(span.endUs(), owned.toUs())))
                .filter(span -> span.startUs() < span.endUs())
                .toList();
    }

    private long frameUs() {
        return known == 0 ? 0 : Math.round(Quantiles.median(Arrays.copyOf(distances, known)));
    }

    private CoverageSpan span(String kind, long startUs, long endUs) {
        return new CoverageSpan(segment.camera(), segment.recording(), null, kind, startUs, endUs);
    }
}
