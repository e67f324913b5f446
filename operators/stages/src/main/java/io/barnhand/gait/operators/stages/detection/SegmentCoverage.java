package io.barnhand.gait.operators.stages.detection;

import io.barnhand.gait.operators.gait.numeric.Quantiles;
import io.barnhand.gait.operators.records.CoverageSpan;
import io.barnhand.gait.operators.records.UnseenHorse;
import io.barnhand.gait.operators.video.TimeRange;
import io.barnhand.gait.operators.video.VideoSegment;
import io.barnhand.gait.operators.video.container.TimeSteps;
import io.barnhand.gait.operators.video.decoding.FrameCondition;
import io.barnhand.gait.operators.video.decoding.VideoFrame;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How much of a segment was expected and how much of it was decoded.
 *
 * <p>Decoded is from the first frame to one frame after the last: what was read of a segment that
 * breaks off counts. Time that the segment's time stamps skip is neither decoded nor expected.
 * Expected is what the segment was announced with or, without a duration, what was decoded; so a
 * segment that could not be read at all is expected only where its duration was known. Of a part of
 * a recording only what it owns counts.
 */
final class SegmentCoverage {

    /** The frame rate of a file is known long before its end. */
    private static final int MAX_DISTANCES = 1024;

    /** A segment whose time stamps jump more often is one that records now and then. */
    private static final int MAX_PARTS = 256;

    private final VideoSegment segment;
    private final double[] distances = new double[MAX_DISTANCES];
    private int known;
    private final List<TimeRange> parts = new ArrayList<>();
    private Long firstUs;
    private long lastUs;
    private UnseenHorse unseen;

    SegmentCoverage(VideoSegment segment) {
        this.segment = segment;
    }

    /** Takes the next frame decoded. */
    void frame(VideoFrame frame) {
        long timeUs = frame.timeUs();
        if (firstUs == null) {
            firstUs = timeUs;
        } else if (skips(frame)) {
            parts.add(new TimeRange(firstUs, lastUs));
            firstUs = timeUs;
        } else if (known < MAX_DISTANCES) {
            distances[known++] = timeUs - lastUs;
        }
        lastUs = timeUs;
    }

    private boolean skips(VideoFrame frame) {
        return frame.conditions().contains(FrameCondition.TIME_JUMP)
                && frame.timeUs() - lastUs > TimeSteps.BRIDGED_US
                && parts.size() < MAX_PARTS - 1;
    }

    /** What was seen instead of a horse; null if one was followed. */
    void unseen(UnseenHorse unseen) {
        this.unseen = unseen;
    }

    /** The coverage once no more of the segment comes; empty where nothing is known. */
    List<CoverageSpan> spans() {
        List<CoverageSpan> spans = new ArrayList<>();
        List<TimeRange> decoded = decoded();
        List<TimeRange> expected = decoded;
        if (segment.durationUs() != null) {
            long startUs = segment.startUs();
            expected = without(startUs, startUs + segment.durationUs(), decoded);
        }
        expected.forEach(part -> spans.add(span(CoverageSpan.EXPECTED, part)));
        decoded.forEach(part -> spans.add(span(CoverageSpan.DECODED, part)));
        return segment.span() == null ? spans : owned(spans, segment.span().owned());
    }

    private List<TimeRange> decoded() {
        if (firstUs == null) {
            return List.of();
        }
        List<TimeRange> all = new ArrayList<>(parts);
        all.add(new TimeRange(firstUs, lastUs));
        long frameUs = frameUs();
        return all.stream()
                .map(part -> new TimeRange(part.fromUs(), part.toUs() + frameUs))
                .toList();
    }

    /** A time without that between parts. */
    private static List<TimeRange> without(long fromUs, long toUs, List<TimeRange> parts) {
        List<TimeRange> left = new ArrayList<>();
        long atUs = fromUs;
        for (int i = 1; i < parts.size(); i++) {
            left.add(new TimeRange(atUs, Math.min(toUs, parts.get(i - 1).toUs())));
            atUs = parts.get(i).fromUs();
        }
        left.add(new TimeRange(atUs, toUs));
        return left.stream().filter(part -> part.fromUs() < part.toUs()).toList();
    }

    private static List<CoverageSpan> owned(List<CoverageSpan> spans, TimeRange owned) {
        return spans.stream()
                .map(
                        span ->
                                span.between(
                                        Math.max(span.startUs(), owned.fromUs()),
                                        Math.min(span.endUs(), owned.toUs())))
                .filter(span -> span.startUs() < span.endUs())
                .toList();
    }

    private long frameUs() {
        return known == 0 ? 0 : Math.round(Quantiles.median(Arrays.copyOf(distances, known)));
    }

    private CoverageSpan span(String kind, TimeRange part) {
        return new CoverageSpan(
                segment.camera(),
                segment.recording(),
                null,
                kind,
                part.fromUs(),
                part.toUs(),
                kind.equals(CoverageSpan.DECODED) ? unseen : null);
    }
}
