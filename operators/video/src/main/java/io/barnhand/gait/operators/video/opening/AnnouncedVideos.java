package io.barnhand.gait.operators.video.opening;

import io.barnhand.gait.operators.video.DeadLetterReason;
import io.barnhand.gait.operators.video.VideoSegment;
import io.barnhand.gait.operators.video.container.RemoteFiles;
import io.barnhand.gait.operators.video.container.VideoException;
import io.barnhand.gait.operators.video.container.VideoLimits;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Segments that somebody else announced: read only below given roots, and fetched first where they
 * are not on a disk of this machine, see {@link FetchedVideos}. What a segment is announced with is
 * held against the limits before anything is opened, what comes is held against what was announced
 * before it is decoded.
 */
public final class AnnouncedVideos implements VideoFiles {

    private static final long serialVersionUID = 1L;

    private final SegmentRoots roots;
    private final FetchedVideos fetched;

    /**
     * @param roots what may be read
     * @param remote reads what is not a local file
     * @param mostFetched largest file that is fetched, bytes
     */
    public AnnouncedVideos(SegmentRoots roots, RemoteFiles remote, long mostFetched) {
        this(roots, remote, mostFetched, FetchedVideos.PAUSE);
    }

    AnnouncedVideos(SegmentRoots roots, RemoteFiles remote, long mostFetched, Duration pause) {
        this.roots = roots;
        fetched = new FetchedVideos(remote, mostFetched, pause);
    }

    @Override
    public LocalVideo obtain(VideoSegment segment, VideoLimits limits, Path scratch)
            throws VideoException {
        checkAnnounced(segment, limits);
        URI file = roots.resolve(segment.uri());
        return file.getScheme().equals("file")
                ? new LocalVideo(Path.of(file))
                : fetched.obtain(file, segment, limits, scratch);
    }

    private static void checkAnnounced(VideoSegment segment, VideoLimits limits)
            throws VideoException {
        if (segment.durationUs() != null && segment.durationUs() > limits.durationUs()) {
            throw new VideoException(
                    DeadLetterReason.TOO_LONG,
                    null,
                    "%s is announced with %.0f s, the limit is %d s: cut it or raise the limit of duration"
                            .formatted(
                                    segment.uri(),
                                    segment.durationUs() / 1e6,
                                    limits.duration().toSeconds()));
        }
        if (segment.bytes() > limits.bytes()) {
            throw new VideoException(
                    DeadLetterReason.TOO_MANY_BYTES,
                    null,
                    "%s is announced with %d bytes, the limit is %d: cut it or raise the limit of bytes"
                            .formatted(segment.uri(), segment.bytes(), limits.bytes()));
        }
    }
}
