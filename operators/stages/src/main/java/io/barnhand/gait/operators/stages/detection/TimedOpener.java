package io.barnhand.gait.operators.stages.detection;

import io.barnhand.gait.operators.stages.monitoring.LogContext;
import io.barnhand.gait.operators.video.VideoSegment;
import io.barnhand.gait.operators.video.decoding.FrameOpener;
import io.barnhand.gait.operators.video.decoding.FrameSource;
import io.barnhand.gait.operators.video.decoding.VideoFrame;
import java.util.function.LongPredicate;

/**
 * Measures the time of opening and decoding, and adds the segment to the log lines of that time. A
 * source is read and closed on the thread that opened it.
 */
final class TimedOpener implements FrameOpener {

    private final FrameOpener opener;
    private final DecodingTime time;

    /**
     * @param time where the time is added
     */
    TimedOpener(FrameOpener opener, DecodingTime time) {
        this.opener = opener;
        this.time = time;
    }

    @Override
    public FrameSource open(VideoSegment segment, LongPredicate wanted) {
        LogContext log = LogContext.of(segment);
        FrameSource frames = null;
        try (DecodingTime.Timing span = time.begin()) {
            frames = opener.open(segment, wanted);
            return new TimedFrames(frames, log, time);
        } finally {
            if (frames == null) {
                log.close();
            }
        }
    }

    private static final class TimedFrames implements FrameSource {

        private final FrameSource frames;
        private final LogContext log;
        private final DecodingTime time;

        TimedFrames(FrameSource frames, LogContext log, DecodingTime time) {
            this.frames = frames;
            this.log = log;
            this.time = time;
        }

        @Override
        public VideoFrame next() {
            try (DecodingTime.Timing span = time.begin()) {
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
}
