package io.barnhand.gait.operators.video.opening;

import io.barnhand.gait.operators.video.VideoSegment;
import io.barnhand.gait.operators.video.container.RemoteFiles;
import io.barnhand.gait.operators.video.container.SegmentFile;
import io.barnhand.gait.operators.video.container.VideoLimits;
import java.net.URI;
import java.nio.file.Path;

/**
 * Segments that the user of the job chose: read wherever they are, and fetched first if they are
 * not on a disk of this machine, see {@link FetchedVideos}.
 */
public final class ChosenVideos implements VideoFiles {

    private static final long serialVersionUID = 1L;

    private final FetchedVideos fetched;

    /**
     * @param remote reads files that are not local
     */
    public ChosenVideos(RemoteFiles remote) {
        fetched = new FetchedVideos(remote, Long.MAX_VALUE, FetchedVideos.PAUSE);
    }

    @Override
    public LocalVideo obtain(VideoSegment segment, VideoLimits limits, Path scratch) {
        return SegmentFile.isLocal(segment.uri())
                ? LOCAL.obtain(segment, limits, scratch)
                : fetched.obtain(URI.create(segment.uri()), segment, limits, scratch);
    }
}
