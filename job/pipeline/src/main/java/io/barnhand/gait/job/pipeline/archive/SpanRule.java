package io.barnhand.gait.job.pipeline.archive;

import io.barnhand.gait.job.pipeline.source.FlinkFiles;
import io.barnhand.gait.operators.stages.tracking.DetectionSettings;
import io.barnhand.gait.operators.video.TimeRange;
import io.barnhand.gait.operators.video.VideoSegment;
import io.barnhand.gait.operators.video.VideoSpan;
import io.barnhand.gait.operators.video.container.SeekableVideo;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Cuts long recordings into spans, so that all slots share one.
 *
 * <p>Decoding of a span begins at a frame that the detector also gets in the uncut recording, so
 * that it gets the same frames. A recording is not cut where its length is not known, where its
 * segments do not follow each other in time, and where a file that would have to be cut cannot be
 * read from within or has a digest, which would be computed once per span.
 *
 * @param lengthUs of a span, µs; the last one of a recording is up to half longer
 * @param beforeUs how long before its own a span is decoded, µs: the size of a track's crops takes
 *     that long to settle
 * @param afterUs how long after its own, µs: boxes are extrapolated at the end of what is decoded
 * @param everyUs time between detections, µs
 * @param longestUs a longer file is refused, µs
 */
public record SpanRule(long lengthUs, long beforeUs, long afterUs, long everyUs, long longestUs) {

    /** Spans of five minutes. */
    public static SpanRule of(DetectionSettings settings) {
        long everyUs = settings.every().toNanos() / 1000;
        return new SpanRule(
                300_000_000,
                10_000_000,
                Math.max(2_000_000, 4 * everyUs),
                everyUs,
                settings.limits().duration().toNanos() / 1000);
    }

    /** The recording in spans, or uncut where it is short or cannot be cut. */
    SpannedRecording cut(ArchiveUnit recording) {
        return new SpannedRecording(
                recording,
                endUs(recording.segments())
                        .filter(endUs -> canBeCut(recording.segments(), endUs))
                        .map(endUs -> spans(recording, endUs))
                        .filter(spans -> spans.size() > 1)
                        .orElse(List.of(recording)));
    }

    private List<ArchiveUnit> spans(ArchiveUnit recording, long endUs) {
        List<VideoSegment> segments = recording.segments();
        long anchorUs = segments.get(0).startUs();
        long count = Math.round((double) (endUs - anchorUs) / lengthUs);
        List<ArchiveUnit> spans = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            TimeRange owned =
                    new TimeRange(
                            k == 0 ? Long.MIN_VALUE : cutUs(anchorUs, k),
                            k == count - 1 ? Long.MAX_VALUE : cutUs(anchorUs, k + 1));
            TimeRange decoded =
                    new TimeRange(
                            k == 0 ? Long.MIN_VALUE : owned.fromUs() - beforeUs,
                            k == count - 1 ? Long.MAX_VALUE : owned.toUs() + afterUs);
            spans.add(
                    span(
                            segments,
                            endUs,
                            new VideoSpan(anchorUs, decoded, owned),
                            k,
                            recording.bytes() / count));
        }
        return spans;
    }

    /** When the k-th span begins: it is decoded from a time at which the detector runs. */
    private long cutUs(long anchorUs, int k) {
        long detections = Math.floorDiv(Math.max(0, k * lengthUs - beforeUs), everyUs) + 1;
        return anchorUs + detections * everyUs + beforeUs;
    }

    private static ArchiveUnit span(
            List<VideoSegment> segments, long endUs, VideoSpan span, int number, long bytes) {
        List<VideoSegment> parts = new ArrayList<>();
        for (int i = 0; i < segments.size(); i++) {
            boolean begins = segments.get(i).startUs() < span.decoded().toUs();
            boolean ends = untilUs(segments, i, endUs) > span.decoded().fromUs();
            // The last span has what comes later than announced.
            if (begins && (ends || i == segments.size() - 1)) {
                parts.add(segments.get(i).within(span));
            }
        }
        return ArchiveUnit.ofSpan(parts, number, bytes);
    }

    private static long untilUs(List<VideoSegment> segments, int i, long endUs) {
        return i + 1 < segments.size() ? segments.get(i + 1).startUs() : endUs;
    }

    private boolean canBeCut(List<VideoSegment> segments, long endUs) {
        for (int i = 0; i < segments.size(); i++) {
            VideoSegment segment = segments.get(i);
            long lasts = untilUs(segments, i, endUs) - segment.startUs();
            if (lasts <= 0 || lasts > longestUs || lasts > lengthUs && !canBeCut(segment)) {
                return false;
            }
        }
        return true;
    }

    private static boolean canBeCut(VideoSegment segment) {
        return segment.sha256() == null && announcedUs(segment).isPresent();
    }

    /** When the last segment ends, µs; empty where it is not known. */
    private static Optional<Long> endUs(List<VideoSegment> segments) {
        VideoSegment last = segments.get(segments.size() - 1);
        return Optional.ofNullable(last.durationUs())
                .or(() -> announcedUs(last))
                .map(us -> last.startUs() + us);
    }

    private static Optional<Long> announcedUs(VideoSegment segment) {
        return SeekableVideo.durationUs(URI.create(segment.uri()), new FlinkFiles());
    }
}
