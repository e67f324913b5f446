package io.barnhand.gait.operators.video.decoding;

import io.barnhand.gait.operators.video.TimeRange;
import io.barnhand.gait.operators.video.VideoSegment;
import io.barnhand.gait.operators.video.container.VideoException;
import io.barnhand.gait.operators.video.container.VideoLimits;
import java.nio.file.Path;
import java.util.function.LongPredicate;

/** Decodes files of this machine, one at a time. */
@FunctionalInterface
public interface VideoDecoder extends AutoCloseable {

    /** Decodes in the calling process; a crash of FFmpeg ends that process. */
    VideoDecoder IN_PROCESS = VideoReader::open;

    /**
     * Opens a segment; its frames, times and faults are those of {@link VideoReader#open(Path,
     * long, TimeRange, VideoLimits, LongPredicate)}.
     *
     * @param file the file of the segment, wherever its URI points; its size and digest are checked
     *     against those announced
     * @param segment what to open
     * @param limits of the file
     * @param wanted asked with the event time (µs) of each frame in order, whether to deliver it
     * @throws VideoException if nothing of the segment can be read
     */
    FrameSource open(Path file, VideoSegment segment, VideoLimits limits, LongPredicate wanted);

    /** Frees what is kept between files. All sources must be closed before. */
    @Override
    default void close() {}
}
