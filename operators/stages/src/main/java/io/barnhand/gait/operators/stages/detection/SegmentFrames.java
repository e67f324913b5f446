package io.barnhand.gait.operators.stages.detection;

import io.barnhand.gait.operators.stages.monitoring.LogContext;
import io.barnhand.gait.operators.video.VideoSegment;
import io.barnhand.gait.operators.video.container.VideoException;
import io.barnhand.gait.operators.video.decoding.DecodeAhead;
import io.barnhand.gait.operators.video.decoding.FrameSource;
import io.barnhand.gait.operators.video.decoding.VideoFrame;

/**
 * The frames of a segment on the thread that decodes them: adds up the time that takes, and lets
 * what is logged there tell of the segment. Opened, read and closed on that thread.
 */
final class SegmentFrames implements FrameSource {

    private final FrameSource frames;
    private final LogContext log;
    private final DecodingTime time;

    private SegmentFrames(FrameSource frames, LogContext log, DecodingTime time) {
        this.frames = frames;
        this.log = log;
        this.time = time;
    }

    /**
     * @param time what the time is added to
     */
    static FrameSource open(VideoSegment segment, DecodeAhead.Opening opening, DecodingTime time)
            throws VideoException {
        LogContext log = LogContext.of(segment);
        FrameSource frames = null;
        try (DecodingTime.Span span = time.begin()) {
            frames = opening.open();
            return new SegmentFrames(frames, log, time);
        } finally {
            if (frames == null) {
                log.close();
            }
        }
    }

    @Override
    public VideoFrame next() throws VideoException {
        try (DecodingTime.Span span = time.begin()) {
            return frames.next();
        }
    }

    @Override
    public void close() {
        try (log) {
            frames.close();
        }
    }
}
