package io.barnhand.gait.operators.video.isolation;

import io.barnhand.gait.operators.video.DeadLetterReason;
import io.barnhand.gait.operators.video.VideoSegment;
import io.barnhand.gait.operators.video.container.SegmentFile;
import io.barnhand.gait.operators.video.container.VideoException;
import io.barnhand.gait.operators.video.container.VideoLimits;
import io.barnhand.gait.operators.video.decoding.FrameSource;
import io.barnhand.gait.operators.video.decoding.VideoDecoder;
import io.barnhand.gait.operators.video.decoding.VideoFrame;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Function;
import java.util.function.LongPredicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decodes in a process of its own, which is started for the first file, kept for the next and
 * started anew after it had to be ended.
 *
 * <ul>
 *   <li>Where it crashes, the rest of the file is lost as {@code decoder_crashed}.
 *   <li>Where a frame, or the opening of a file, is waited for longer than {@link
 *       DecoderLimits#timeout()}, or for all frames of a file longer than the longest video
 *       allowed, it is ended: {@code decoder_hung}.
 *   <li>Where it takes more memory than it may, it is ended: {@code decoder_memory}.
 *   <li>An interrupt of the waiting thread ends it, too.
 * </ul>
 *
 * <p>It does not outlive this process, however that ends. That it cannot be started at all is no
 * fault of a file: {@link IllegalStateException}.
 */
public final class ProcessDecoder implements VideoDecoder {

    private static final Logger LOG = LoggerFactory.getLogger(ProcessDecoder.class);

    private final DecoderLimits bounds;
    private final Function<VideoLimits, ProcessBuilder> command;

    private DecoderProcess process;
    private VideoLimits startedFor;

    /** Decodes with the Java that runs this process. */
    public ProcessDecoder(DecoderLimits bounds) {
        this(bounds, limits -> DecoderCommand.of(DecoderMain.class, limits));
    }

    ProcessDecoder(DecoderLimits bounds, Function<VideoLimits, ProcessBuilder> command) {
        this.bounds = bounds;
        this.command = command;
    }

    @Override
    public FrameSource open(
            Path file, VideoSegment segment, VideoLimits limits, LongPredicate wanted)
            throws VideoException {
        SegmentFile.check(file, segment, limits);
        ProcessVideo video = new ProcessVideo(running(limits), file, limits, wanted);
        video.open(segment);
        return video;
    }

    private DecoderProcess running(VideoLimits limits) {
        if (process == null || !process.isAlive() || !limits.equals(startedFor)) {
            close();
            process = DecoderProcess.start(command.apply(limits), bounds.memory());
            startedFor = limits;
        }
        return process;
    }

    @Override
    public void close() {
        if (process != null) {
            process.kill();
            process = null;
        }
    }

    /** A file that the process has open. */
    private final class ProcessVideo implements FrameSource {

        private final DecoderProcess decoder;
        private final Path file;
        private final VideoLimits limits;
        private final LongPredicate wanted;
        private Long lastUs;
        private boolean ended;

        ProcessVideo(DecoderProcess decoder, Path file, VideoLimits limits, LongPredicate wanted) {
            this.decoder = decoder;
            this.file = file;
            this.limits = limits;
            this.wanted = wanted;
        }

        void open(VideoSegment segment) throws VideoException {
            Duration inAll = limits.duration().plus(bounds.timeout());
            try {
                decoder.open(
                        new DecoderRequest(
                                file.toAbsolutePath(),
                                segment.startUs(),
                                segment.decoded(),
                                limits),
                        inAll);
                DecoderReply reply = receive();
                if (!(reply instanceof DecoderReply.Opened)) {
                    throw decoder.misbehaved(reply);
                }
            } catch (DecoderProcess.Died e) {
                throw lost(e);
            }
        }

        @Override
        public VideoFrame next() throws VideoException {
            try {
                return ended ? null : nextWanted();
            } catch (DecoderProcess.Died e) {
                throw lost(e);
            }
        }

        private VideoFrame nextWanted() throws VideoException, DecoderProcess.Died {
            boolean expected = false;
            while (true) {
                DecoderReply reply = receive();
                if (reply instanceof DecoderReply.Decoded decoded && !expected) {
                    lastUs = decoded.timeUs();
                    expected = wanted.test(lastUs);
                    decoder.answer(expected);
                } else if (reply instanceof DecoderReply.WantedFrame delivered
                        && expected
                        && delivered.frame().timeUs() == lastUs) {
                    return delivered.frame();
                } else if (reply instanceof DecoderReply.EndOfFile && !expected) {
                    ended = true;
                    return null;
                } else {
                    throw decoder.misbehaved(reply);
                }
            }
        }

        private DecoderReply receive() throws VideoException, DecoderProcess.Died {
            DecoderReply reply = decoder.receive(bounds.timeout(), limits.pixels());
            if (reply instanceof DecoderReply.Fault fault) {
                ended = true;
                throw fault.fault();
            }
            return reply;
        }

        private VideoException lost(DecoderProcess.Died death) {
            ended = true;
            LOG.warn(
                    "The decoder of {} is gone ({}). It said: {}",
                    file,
                    death.getMessage(),
                    decoder.errors());
            return new VideoException(
                    reason(death), lastUs == null ? null : lastUs + 1, message(death));
        }

        private DeadLetterReason reason(DecoderProcess.Died death) {
            if (death.isOutOfMemory()) {
                return DeadLetterReason.DECODER_MEMORY;
            }
            return death.verdict() == DecoderWatchdog.KillReason.SLOW
                    ? DeadLetterReason.DECODER_HUNG
                    : DeadLetterReason.DECODER_CRASHED;
        }

        private String message(DecoderProcess.Died death) {
            if (death.isOutOfMemory()) {
                return "%s takes more than %d MB to decode: convert it, or raise decode.memory"
                        .formatted(file, bounds.memory() >> 20);
            }
            return death.verdict() == DecoderWatchdog.KillReason.SLOW
                    ? "%s gives no frame for %d ms, or is decoded for more than %d s in all: convert it, or raise decode.timeout or source.limits.duration"
                            .formatted(
                                    file,
                                    bounds.timeout().toMillis(),
                                    limits.duration().toSeconds())
                    : "%s makes the decoder crash (%s): convert it, and keep it for whoever maintains FFmpeg"
                            .formatted(file, death.getMessage());
        }

        /** Closed in the middle of a file, the process would go on with it. */
        @Override
        public void close() {
            if (!ended) {
                ended = true;
                decoder.kill();
            }
        }
    }
}
