package io.barnhand.gait.operators.video.opening;

import io.barnhand.gait.operators.video.VideoSegment;
import io.barnhand.gait.operators.video.container.SegmentFile;
import io.barnhand.gait.operators.video.container.VideoException;
import io.barnhand.gait.operators.video.container.VideoLimits;
import java.io.Serializable;
import java.nio.file.Path;

/** Obtains the files of segments. */
@FunctionalInterface
public interface VideoFiles extends Serializable {

    /** The file is on a disk of this machine and was chosen by the user of the job. */
    VideoFiles LOCAL =
            (segment, limits, scratch) -> new LocalVideo(SegmentFile.local(segment.uri()));

    /**
     * The file of a segment, on a disk of this machine until it is closed.
     *
     * @param segment whose file it is
     * @param limits of the file
     * @param scratch folder for a file that is needed as long as the segment is open
     * @throws VideoException if there is no file that may be opened
     */
    LocalVideo obtain(VideoSegment segment, VideoLimits limits, Path scratch);
}
