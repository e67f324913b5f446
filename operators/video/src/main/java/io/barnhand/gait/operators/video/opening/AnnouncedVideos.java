package io.barnhand.gait.operators.video.opening;

import io.barnhand.gait.operators.video.DeadLetterReason;
import io.barnhand.gait.operators.video.VideoSegment;
import io.barnhand.gait.operators.video.container.RemoteFiles;
import io.barnhand.gait.operators.video.container.VideoException;
import io.barnhand.gait.operators.video.container.VideoLimits;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/**
 * Segments that others announced: read only below given roots, and fetched first if they are not on
 * a disk of this machine, see {@link FetchedVideos}. The announced duration and size are checked
 * against the limits before anything is opened, the file against its announcement before it is
 * decoded.
 */
public final class AnnouncedVideos implements VideoFiles {

    private static final long serialVersionUID = 1L;

    private final SegmentRoots roots;
    private final FetchedVideos fetched;

    /**
     * @param roots folders that may be read
     * @param remote reads files that are not local
     * @param maxFetchedBytes largest file that is fetched, bytes
     */
    public AnnouncedVideos(SegmentRoots roots, RemoteFiles remote, long maxFetchedBytes) {
        this(roots, remote, maxFetchedBytes, FetchedVideos.PAUSE);
    }

    AnnouncedVideos(SegmentRoots roots, RemoteFiles remote, long maxFetchedBytes, Duration pause) {
        this.roots = roots;
        fetched = new FetchedVideos(remote, maxFetchedBytes, pause);
    }

    @Override
    public LocalVideo obtain(VideoSegment segment, VideoLimits limits, Path scratch) {
        checkAnnounced(segment, limits);
        URI file = roots.resolve(segment.uri());
        return file.getScheme().equals("file")
                ? new LocalVideo(Path.of(file))
                : fetched.obtain(file, segment, limits, scratch);
    }

    private static void checkAnnounced(VideoSegment segment, VideoLimits limits) {
        if (segment.durationUs() != null && segment.durationUs() > limits.durationUs()) {
            throw new VideoException(
                    DeadLetterReason.TOO_LONG,
                    null,
                    String.format(
                            Locale.ROOT,
                            "%s is announced with %.0f s, the limit is %d s",
                            segment.uri(),
                            segment.durationUs() / 1e6,
                            limits.duration().toSeconds()),
                    "cut it or raise source.limits.duration");
        }
        if (segment.bytes() > limits.bytes()) {
            throw new VideoException(
                    DeadLetterReason.TOO_MANY_BYTES,
                    null,
                    String.format(
                            Locale.ROOT,
                            "%s is announced with %d bytes, the limit is %d",
                            segment.uri(),
                            segment.bytes(),
                            limits.bytes()),
                    "cut it or raise source.limits.bytes");
        }
    }
}
