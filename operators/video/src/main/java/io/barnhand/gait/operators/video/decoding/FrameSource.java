package io.barnhand.gait.operators.video.decoding;

import io.barnhand.gait.operators.video.container.VideoException;

/** Frames one after the other, in time order. Not thread-safe. */
public interface FrameSource extends AutoCloseable {

    /**
     * The next frame, or null at the end.
     *
     * @throws VideoException if the rest is lost; frames returned before stay valid, and the source
     *     is at its end
     */
    VideoFrame next();

    @Override
    void close();
}
