package io.barnhand.gait.operators.video.opening;

import io.barnhand.gait.operators.video.VideoSegment;
import io.barnhand.gait.operators.video.container.SegmentFile;
import io.barnhand.gait.operators.video.container.VideoException;
import io.barnhand.gait.operators.video.container.VideoLimits;
import io.barnhand.gait.operators.video.decoding.FrameSource;
import java.io.Serializable;
import java.nio.file.Path;

/** How the file of a segment is come by. */
@FunctionalInterface
public interface VideoOpening extends Serializable {

    /** The file is on a disk of this machine and was chosen by whoever runs the job. */
    VideoOpening LOCAL =
            (segment, limits, scratch, decoding) -> decoding.open(SegmentFile.local(segment.uri()));

    /** Opens the file once it is on a disk of this machine. */
    @FunctionalInterface
    interface Decoding {
        FrameSource open(Path file) throws VideoException;
    }

    /**
     * Opens a segment.
     *
     * @param segment what to open
     * @param limits what the file may cost
     * @param scratch folder for files that are needed as long as the segment is open
     * @param decoding opens the file; called at most once
     * @throws VideoException if nothing of the segment can be read
     */
    FrameSource open(VideoSegment segment, VideoLimits limits, Path scratch, Decoding decoding)
            throws VideoException;
}
