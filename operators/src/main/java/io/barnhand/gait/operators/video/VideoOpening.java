package io.barnhand.gait.operators.video;

import io.barnhand.gait.operators.VideoSegment;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.function.LongPredicate;

/** How the file of a segment is come by. */
@FunctionalInterface
public interface VideoOpening extends Serializable {

    /** The file is on a disk of this machine and was chosen by whoever runs the job. */
    VideoOpening LOCAL =
            (segment, limits, wanted, scratch) -> VideoReader.open(segment, limits, wanted);

    /**
     * Opens a segment; its frames are those of {@link VideoReader#open(VideoSegment, VideoLimits,
     * LongPredicate)}.
     *
     * @param segment what to open
     * @param limits what the file may cost
     * @param wanted asked with the event time (µs) of each frame in order, whether to deliver it
     * @param scratch folder for files that are needed as long as the segment is open
     * @throws VideoException if nothing of the segment can be read
     */
    FrameSource open(VideoSegment segment, VideoLimits limits, LongPredicate wanted, Path scratch)
            throws VideoException;
}
