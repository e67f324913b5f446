package io.barnhand.gait.operators.detection;

import io.barnhand.gait.operators.VideoSegment;
import io.barnhand.gait.operators.metrics.LogContext;
import io.barnhand.gait.operators.video.DecodeAhead;
import io.barnhand.gait.operators.video.FrameSource;
import io.barnhand.gait.operators.video.VideoException;
import io.barnhand.gait.operators.video.VideoFrame;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The frames of a segment on the thread that decodes them: adds up the time that takes, and lets
 * what is logged there tell of the segment. Opened, read and closed on that thread.
 */
final class SegmentFrames implements FrameSource {

    private final FrameSource frames;
    private final LogContext log;
    private final AtomicLong nanos;

    private SegmentFrames(FrameSource frames, LogContext log, AtomicLong nanos) {
        this.frames = frames;
        this.log = log;
        this.nanos = nanos;
    }

    /**
     * @param nanos what the time is added to, ns
     */
    static FrameSource open(VideoSegment segment, DecodeAhead.Opening opening, AtomicLong nanos)
            throws VideoException {
        LogContext log = LogContext.of(segment);
        long before = System.nanoTime();
        FrameSource frames = null;
        try {
            frames = opening.open();
            return new SegmentFrames(frames, log, nanos);
        } finally {
            nanos.addAndGet(System.nanoTime() - before);
            if (frames == null) {
                log.close();
            }
        }
    }

    @Override
    public VideoFrame next() throws VideoException {
        long before = System.nanoTime();
        try {
            return frames.next();
        } finally {
            nanos.addAndGet(System.nanoTime() - before);
        }
    }

    @Override
    public void close() {
        try (log) {
            frames.close();
        }
    }
}
