package io.barnhand.gait.operators.video.isolation;

import io.barnhand.gait.models.Printable;
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
import java.util.Locale;
import java.util.function.Function;
import java.util.function.LongPredicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decodes in a separate process, which starts with the first file, is kept for the next one and is
 * replaced after it was killed.
 *
 * <ul>
 *   <li>If it crashes, the rest of the file is lost as {@code decoder_crashed}.
 *   <li>If a frame, or the opening of a file, takes longer than {@link DecoderLimits#timeout()}, or
 *       all frames of a file longer than the longest video allowed, it is killed: {@code
 *       decoder_hung}.
 *   <li>If it takes more memory than {@link DecoderLimits#memory()}, it is killed: {@code
 *       decoder_memory}.
 *   <li>An interrupt of the waiting thread kills it, too.
 * </ul>
 *
 * <p>It does not outlive this process, however that ends. A process that cannot be started is no
 * fault of a file: {@link IllegalStateException}.
 */
public final class ProcessDecoder implements VideoDecoder {

    private static final Logger LOG = LoggerFactory.getLogger(ProcessDecoder.class);

    private final DecoderLimits processLimits;
    private final Function<VideoLimits, ProcessBuilder> command;

    private DecoderProcess process;
    private VideoLimits startedFor;

    /** Decodes with the Java that runs this process. */
    public ProcessDecoder(DecoderLimits processLimits) {
        this(processLimits, limits -> DecoderCommand.of(DecoderMain.class, limits));
    }

    ProcessDecoder(DecoderLimits processLimits, Function<VideoLimits, ProcessBuilder> command) {
        this.processLimits = processLimits;
        this.command = command;
    }

    @Override
    public FrameSource open(
            Path file, VideoSegment segment, VideoLimits limits, LongPredicate wanted) {
        SegmentFile.check(file, segment, limits);
        ProcessVideo video = new ProcessVideo(running(limits), file, limits, wanted);
        video.open(segment);
        return video;
    }

    private DecoderProcess running(VideoLimits limits) {
        if (process == null || !process.isAlive() || !limits.equals(startedFor)) {
            close();
            process = DecoderProcess.start(command.apply(limits), processLimits.memory());
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

    /** A file that is open in the process. */
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

        void open(VideoSegment segment) {
            Duration inAll = limits.duration().plus(processLimits.timeout());
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
        public VideoFrame next() {
            try {
                return ended ? null : nextWanted();
            } catch (DecoderProcess.Died e) {
                throw lost(e);
            }
        }

        private VideoFrame nextWanted() throws DecoderProcess.Died {
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

        private DecoderReply receive() throws DecoderProcess.Died {
            DecoderReply reply = decoder.receive(processLimits.timeout(), limits.pixels());
            if (reply instanceof DecoderReply.Fault fault) {
                ended = true;
                throw fault.fault();
            }
            return reply;
        }

        private VideoException lost(DecoderProcess.Died death) {
            ended = true;
            LOG.warn(
                    "The decoder of {} has ended ({}). Its output: {}",
                    Printable.text(file.toString()),
                    death.getMessage(),
                    Printable.line(decoder.errors()));
            Long lostFromUs = lastUs == null ? null : lastUs + 1;
            if (death.isOutOfMemory()) {
                return new VideoException(
                        DeadLetterReason.DECODER_MEMORY,
                        lostFromUs,
                        String.format(
                                Locale.ROOT,
                                "%s takes more than %d MB to decode",
                                file,
                                processLimits.memory() >> 20),
                        "convert it or raise decode.memory");
            }
            if (death.killReason() == DecoderWatchdog.KillReason.TOO_SLOW) {
                return new VideoException(
                        DeadLetterReason.DECODER_HUNG,
                        lostFromUs,
                        String.format(
                                Locale.ROOT,
                                "%s gives no frame for %d ms, or takes more than %d s in all",
                                file,
                                processLimits.timeout().toMillis(),
                                limits.duration().toSeconds()),
                        "convert it, or raise decode.timeout or source.limits.duration");
            }
            return new VideoException(
                    DeadLetterReason.DECODER_CRASHED,
                    lostFromUs,
                    String.format(
                            Locale.ROOT,
                            "%s makes the decoder crash (%s)",
                            file,
                            death.getMessage()),
                    "convert it, and keep it for a report to FFmpeg");
        }

        /** In the middle of a file the process is killed, as it would continue with that file. */
        @Override
        public void close() {
            if (!ended) {
                ended = true;
                decoder.kill();
            }
        }
    }
}
