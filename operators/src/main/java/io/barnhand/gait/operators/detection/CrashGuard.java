package io.barnhand.gait.operators.detection;

import io.barnhand.gait.operators.VideoSegment;
import io.barnhand.gait.operators.video.FrameSource;
import io.barnhand.gait.operators.video.VideoDecoder;
import io.barnhand.gait.operators.video.VideoException;
import io.barnhand.gait.operators.video.VideoFrame;
import io.barnhand.gait.operators.video.VideoLimits;
import java.nio.file.Path;
import java.util.Set;
import java.util.function.LongPredicate;

/**
 * Keeps a segment that ends its process from doing so at every restart. What was being decoded when
 * a process died is suspected, by {@link AttemptMarkers}; it may well be innocent, since everything
 * that is decoded dies with the process. So a suspected segment is decoded once more, in a process
 * of its own: either all is well, or that process dies of it, which is {@code decoder_crashed},
 * {@code decoder_hung} or {@code decoder_memory}. Only one that three processes died with is not
 * decoded again.
 */
final class CrashGuard implements VideoDecoder {

    /** The first without isolation, two more with it. */
    private static final int MOST_DEATHS = 3;

    private static final Set<String> FATAL =
            Set.of(
                    VideoException.DECODER_CRASHED,
                    VideoException.DECODER_HUNG,
                    VideoException.DECODER_MEMORY);

    private final VideoDecoder usual;
    private final VideoDecoder isolated;
    private final AttemptMarkers markers;

    CrashGuard(VideoDecoder usual, VideoDecoder isolated, AttemptMarkers markers) {
        this.usual = usual;
        this.isolated = isolated;
        this.markers = markers;
    }

    @Override
    public FrameSource open(
            Path file, VideoSegment segment, VideoLimits limits, LongPredicate wanted)
            throws VideoException {
        int deaths = markers.deaths(segment);
        if (deaths >= MOST_DEATHS) {
            throw new VideoException(
                    VideoException.DECODER_CRASHED,
                    null,
                    "%d processes died while %s was decoded: convert it, or delete %s and decode it again"
                            .formatted(deaths, segment.uri(), markers.file(segment, deaths)));
        }
        GuardedVideo video = new GuardedVideo(segment, deaths > 0);
        markers.begin(segment);
        try {
            video.open(file, limits, wanted);
            return video;
        } finally {
            if (video.frames == null) {
                video.close();
            }
        }
    }

    @Override
    public void close() {
        usual.close();
        isolated.close();
    }

    private final class GuardedVideo implements FrameSource {

        private final VideoSegment segment;
        private final boolean suspected;
        private FrameSource frames;
        private boolean innocent;

        GuardedVideo(VideoSegment segment, boolean suspected) {
            this.segment = segment;
            this.suspected = suspected;
        }

        void open(Path file, VideoLimits limits, LongPredicate wanted) throws VideoException {
            try {
                frames = (suspected ? isolated : usual).open(file, segment, limits, wanted);
            } catch (VideoException e) {
                innocent = !FATAL.contains(e.reason());
                throw e;
            }
        }

        @Override
        public VideoFrame next() throws VideoException {
            try {
                VideoFrame frame = frames.next();
                innocent = frame == null;
                return frame;
            } catch (VideoException e) {
                innocent = !FATAL.contains(e.reason());
                throw e;
            }
        }

        @Override
        public void close() {
            if (frames != null) {
                frames.close();
            }
            // Stores give up where the thread is interrupted, as it is when a job is cancelled.
            boolean interrupted = Thread.interrupted();
            if (suspected && !innocent) {
                markers.keep(segment);
            } else {
                markers.clear(segment);
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
