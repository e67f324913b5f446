package io.barnhand.gait.operators.stages.detection;

import io.barnhand.gait.models.ModelException;
import io.barnhand.gait.operators.stages.monitoring.LogContext;
import io.barnhand.gait.operators.stages.tracking.CropOutput;
import io.barnhand.gait.operators.stages.tracking.DetectionSettings;
import io.barnhand.gait.operators.stages.tracking.FrameTracking;
import io.barnhand.gait.operators.video.DeadLetter;
import io.barnhand.gait.operators.video.DeadLetterReason;
import io.barnhand.gait.operators.video.TimeRange;
import io.barnhand.gait.operators.video.VideoSegment;
import io.barnhand.gait.operators.video.container.VideoException;
import io.barnhand.gait.operators.video.decoding.DecodeAhead;
import io.barnhand.gait.operators.video.decoding.FrameDecimation;
import io.barnhand.gait.operators.video.decoding.FrameOpener;
import io.barnhand.gait.operators.video.decoding.VideoFrame;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.LongPredicate;

/**
 * Decodes segments ahead, and tracks the horses in them. A segment that cannot be decoded, or makes
 * the detector fail, gives a dead letter with the time of the first frame lost; the frames before
 * it count. Any other failure is thrown. Not thread-safe.
 */
final class SegmentTracking {

    private static final int FRAMES_AHEAD = 8;
    private static final long BYTES_AHEAD = 128L << 20;

    private final DetectionSettings settings;
    private final FrameOpener opener;
    private final DetectionCounters counters;

    SegmentTracking(DetectionSettings settings, FrameOpener opener, DetectionCounters counters) {
        this.settings = settings;
        this.opener = opener;
        this.counters = counters;
    }

    /**
     * Tracks the horses of a segment.
     *
     * @param coverage takes the times of its frames
     * @return whether it was there to its end
     */
    boolean track(
            VideoSegment segment,
            FrameTracking tracking,
            SegmentCoverage coverage,
            CropOutput out,
            Consumer<DeadLetter> letters) {
        try (LogContext log = LogContext.of(segment);
                DetectionCounters.SegmentCounts counts = counters.of(segment, tracking);
                DecodeAhead ahead = decode(segment, wanted(segment, tracking))) {
            tracking.beginSegment();
            VideoException fault = null;
            try {
                for (VideoFrame frame; (frame = counters.next(ahead)) != null; ) {
                    coverage.frame(frame);
                    tracking.frame(frame, segment.clock(), out);
                }
            } catch (VideoException e) {
                fault = e;
                letters.accept(
                        DeadLetter.ofSegment(
                                e.reason(),
                                segment,
                                lostFrom(segment, e.timeUs()),
                                e.getMessage()));
            }
            boolean whole = fault == null || isReadToItsEnd(fault);
            coverage.unseen(tracking.endSegment(whole && segment.last()));
            if (fault == null && counts.allDisordered()) {
                letters.accept(
                        DeadLetter.ofSegment(
                                DeadLetterReason.CLOCK_SET_BACK,
                                segment,
                                segment.startUs(),
                                String.format(
                                        Locale.ROOT,
                                        "Segment %d of recording %s ends before the previous one, as its camera's clock was set back; begin a new recording whenever a clock is set",
                                        segment.sequence(),
                                        segment.recording())));
            }
            return whole;
        } catch (ModelException e) {
            letters.accept(
                    DeadLetter.ofSegment(
                            DeadLetterReason.DETECTOR_FAILED,
                            segment,
                            lostFrom(segment, tracking.lastUs()),
                            String.format(
                                    Locale.ROOT,
                                    "The detector failed on a frame of %s, so the rest of it is left out: %s",
                                    segment.uri(),
                                    e.getMessage())));
            return false;
        }
    }

    /** Some frames are left out, and those after them are there. */
    private static boolean isReadToItsEnd(VideoException fault) {
        return fault.reason() == DeadLetterReason.CORRUPT
                || fault.reason() == DeadLetterReason.UNTIMED_FRAMES;
    }

    /** The time that is known, else the segment's start. */
    private static long lostFrom(VideoSegment segment, Long timeUs) {
        return timeUs == null ? segment.startUs() : timeUs;
    }

    /** The frames to track: those that the segment owns, on a grid where one is configured. */
    private LongPredicate wanted(VideoSegment segment, FrameTracking tracking) {
        TimeRange decoded = segment.decoded();
        if (settings.fps() == null) {
            return decoded::contains;
        }
        Long anchorUs = tracking.anchorUs();
        FrameDecimation grid =
                new FrameDecimation(
                        anchorUs == null ? segment.startUs() : anchorUs,
                        settings.fps(),
                        tracking.lastUs());
        return time -> grid.test(time) && decoded.contains(time);
    }

    /**
     * Decodes the held frames again, where their pixels are gone.
     *
     * @param tail segments that hold them, in order
     */
    void regain(List<VideoSegment> tail, FrameTracking tracking, Consumer<DeadLetter> letters) {
        Set<Long> missing = tracking.pixelsMissing();
        if (missing.isEmpty()) {
            return;
        }
        for (VideoSegment segment : tail) {
            try (DecodeAhead ahead = decode(segment, missing::contains)) {
                for (VideoFrame frame; (frame = ahead.next()) != null; ) {
                    tracking.regain(frame);
                    counters.regainedFrame(segment.camera());
                }
            } catch (VideoException e) {
                // Its fault was reported when it was first decoded; for lost frames, see below.
                continue;
            }
        }
        Optional<Long> lost = tracking.pixelsMissing().stream().min(Long::compare);
        if (lost.isPresent()) {
            VideoSegment segment = tail.get(tail.size() - 1);
            letters.accept(
                    DeadLetter.ofSegment(
                            DeadLetterReason.MISSING,
                            segment,
                            lost.get(),
                            String.format(
                                    Locale.ROOT,
                                    "Frames at the end of segment %d of recording %s cannot be decoded again after a restart; keep segments until their recording has ended",
                                    segment.sequence(),
                                    segment.recording())));
            tracking.giveUpMissing();
        }
    }

    private DecodeAhead decode(VideoSegment segment, LongPredicate wanted) {
        return new DecodeAhead(
                opener,
                segment,
                wanted,
                String.format(Locale.ROOT, "decode %s/%s", segment.camera(), segment.recording()),
                FRAMES_AHEAD,
                BYTES_AHEAD);
    }
}
