package io.barnhand.gait.operators.stages.detection;

import io.barnhand.gait.operators.video.DeadLetterReason;
import io.barnhand.gait.operators.video.VideoSegment;
import io.barnhand.gait.operators.video.container.VideoException;
import io.barnhand.gait.operators.video.container.VideoLimits;
import io.barnhand.gait.operators.video.decoding.FrameSource;
import io.barnhand.gait.operators.video.decoding.VideoDecoder;
import io.barnhand.gait.operators.video.decoding.VideoFrame;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.LongPredicate;

/**
 * Keeps a segment that crashes its process from doing so at every restart. The segments that were
 * being decoded when a process died are suspected, by {@link AttemptMarkers}. They may be innocent,
 * since all decoding dies with the process. So a suspected segment is decoded once more, in a
 * separate process: either it succeeds, or that process dies, which gives {@code decoder_crashed},
 * {@code decoder_hung} or {@code decoder_memory}. A segment with which three processes died is not
 * decoded again.
 *
 * <p>A process that ends in an orderly way, by a signal to end or an exit, did not die of what it
 * decodes, unless a decoder ignores the request to stop.
 */
final class CrashGuard implements VideoDecoder {

    /** The first without isolation, two more with it. */
    private static final int MAX_DEATHS = 3;

    private static final Set<DeadLetterReason> FATAL =
            Set.of(
                    DeadLetterReason.DECODER_CRASHED,
                    DeadLetterReason.DECODER_HUNG,
                    DeadLetterReason.DECODER_MEMORY);

    /** How long a decoder that was interrupted may take to end before it is taken to hang. */
    private static final Duration HANGS = Duration.ofSeconds(2);

    private final VideoDecoder usual;
    private final VideoDecoder isolated;
    private final AttemptMarkers markers;
    private final Thread shutdown = new Thread(this::leave, "clear decoding attempts");

    private volatile GuardedVideo current;
    private volatile boolean leaving;

    CrashGuard(VideoDecoder usual, VideoDecoder isolated, AttemptMarkers markers) {
        this.usual = usual;
        this.isolated = isolated;
        this.markers = markers;
    }

    /** Distinguishes an orderly end of the process, by a signal or an exit, from a crash. */
    CrashGuard watchingShutdown() {
        Runtime.getRuntime().addShutdownHook(shutdown);
        return this;
    }

    @Override
    public FrameSource open(
            Path file, VideoSegment segment, VideoLimits limits, LongPredicate wanted) {
        int deaths = markers.deaths(segment);
        if (deaths >= MAX_DEATHS) {
            throw new VideoException(
                    DeadLetterReason.DECODER_CRASHED,
                    null,
                    String.format(
                            Locale.ROOT,
                            "%d processes died while %s was decoded",
                            deaths,
                            segment.uri()),
                    String.format(
                            Locale.ROOT,
                            "convert it, or delete %s and decode it again",
                            markers.file(segment, deaths)));
        }
        if (leaving) {
            throw new CancellationException("The process ends");
        }
        GuardedVideo video = new GuardedVideo(segment, deaths > 0);
        markers.begin(segment);
        current = video;
        try {
            video.open(file, limits, wanted);
            return video;
        } finally {
            if (video.frames == null) {
                video.close();
            }
        }
    }

    /** The process is about to end, which is not the fault of its segment unless that hangs. */
    void leave() {
        leaving = true;
        GuardedVideo video = current;
        if (video != null && !video.hangs()) {
            video.note();
        }
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(shutdown);
        } catch (IllegalStateException e) {
            // The process is already ending.
        }
        usual.close();
        isolated.close();
    }

    private final class GuardedVideo implements FrameSource {

        private final VideoSegment segment;
        private final boolean suspected;
        private final Thread thread = Thread.currentThread();
        private final CountDownLatch closed = new CountDownLatch(1);
        private FrameSource frames;
        private volatile boolean innocent;
        private boolean noted;

        GuardedVideo(VideoSegment segment, boolean suspected) {
            this.segment = segment;
            this.suspected = suspected;
        }

        void open(Path file, VideoLimits limits, LongPredicate wanted) {
            try {
                frames = (suspected ? isolated : usual).open(file, segment, limits, wanted);
            } catch (VideoException e) {
                innocent = !FATAL.contains(e.reason());
                throw e;
            }
        }

        @Override
        public VideoFrame next() {
            try {
                VideoFrame frame = frames.next();
                innocent = frame == null;
                return frame;
            } catch (VideoException e) {
                innocent = !FATAL.contains(e.reason());
                throw e;
            }
        }

        /** Whether its thread was interrupted, by a job that is cancelled, and does not stop. */
        boolean hangs() {
            try {
                return thread.isInterrupted()
                        && !closed.await(HANGS.toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                return true;
            }
        }

        synchronized void note() {
            if (noted) {
                return;
            }
            noted = true;
            if (suspected && !innocent) {
                markers.keep(segment);
            } else {
                markers.clear(segment);
            }
        }

        @Override
        public void close() {
            if (frames != null) {
                frames.close();
            }
            // Stores give up where the thread is interrupted, as it is when a job is cancelled.
            boolean interrupted = Thread.interrupted();
            note();
            closed.countDown();
            current = null;
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
