package io.barnhand.gait.operators.video.decoding;

import io.barnhand.gait.operators.video.VideoSegment;
import io.barnhand.gait.operators.video.container.VideoException;
import java.util.function.LongPredicate;

/** Opens segments for reading frames, independent of where files lie and what decodes them. */
@FunctionalInterface
public interface FrameOpener {

    /**
     * Opens a segment.
     *
     * @param wanted asked with the event time (µs) of each frame in order, whether to deliver it
     * @throws VideoException if nothing of the segment can be read
     */
    FrameSource open(VideoSegment segment, LongPredicate wanted);
}
