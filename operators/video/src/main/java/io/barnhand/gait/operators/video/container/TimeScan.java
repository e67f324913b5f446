package io.barnhand.gait.operators.video.container;

import static org.bytedeco.ffmpeg.global.avcodec.av_packet_alloc;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_free;
import static org.bytedeco.ffmpeg.global.avcodec.av_packet_unref;
import static org.bytedeco.ffmpeg.global.avformat.av_read_frame;
import static org.bytedeco.ffmpeg.global.avformat.avio_size;
import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.bytedeco.ffmpeg.avcodec.AVPacket;
import org.bytedeco.ffmpeg.avformat.AVFormatContext;

/**
 * What the time stamps of a video say without decoding it: from the index where there is one of all
 * frames, else from the packets of its first bytes. {@link TimeSteps} says what a jump is.
 */
public final class TimeScan {

    /**
     * @param jumps how often time stamps jump
     * @param firstJumpUs time from the first frame to the first jump, µs, or null
     * @param readUs how long the frames last that were read, without what is skipped, µs
     * @param contentUs the same for all frames; if not all were read, what the file holds if the
     *     rest is like that
     * @param lengthUs time from the first frame to the end of the last one, µs
     * @param complete whether all frames were read
     */
    public record TimeStamps(
            int jumps,
            Long firstJumpUs,
            long readUs,
            long contentUs,
            long lengthUs,
            boolean complete) {

        /** An announcement of more than so many times the content is no matter of bit rates. */
        private static final int DOUBTFUL = 4;

        private static final long DOUBTFUL_US = 60_000_000;

        /**
         * Whether all is known, and the announcement is wrong: time stamps jump, perhaps those of
         * the sound only.
         */
        boolean contradicts(Long announcedUs) {
            return complete && (jumps > 0 || isDoubtful(announcedUs));
        }

        private boolean isDoubtful(Long announcedUs) {
            return announcedUs != null
                    && announcedUs / DOUBTFUL > contentUs
                    && announcedUs - DOUBTFUL_US > contentUs;
        }

        /**
         * What a user must know, a sentence; empty where there is nothing.
         *
         * @param file its name
         * @param announcedUs duration that it announces, µs, or null
         */
        Optional<String> note(Object file, Long announcedUs) {
            if (jumps > 0) {
                return Optional.of(note(file, jumps, firstJumpUs));
            }
            if (!complete && isDoubtful(announcedUs)) {
                return Optional.of(
                        String.format(
                                Locale.ROOT,
                                "%s announces %.0f s but holds about %.0f s by its beginning; its"
                                        + " time stamps may jump",
                                file,
                                announcedUs / 1e6,
                                contentUs / 1e6));
            }
            return Optional.empty();
        }

        /**
         * Says that time stamps jump, a sentence.
         *
         * @param file its name
         * @param firstUs time from the first frame to the first jump, µs
         */
        public static String note(Object file, int jumps, long firstUs) {
            return String.format(
                    Locale.ROOT,
                    "%s has time stamps that jump %s, first %.1f s after its start; what follows"
                            + " is a part of its own, flagged time_jump",
                    file,
                    jumps == 1 ? "once" : jumps + " times",
                    firstUs / 1e6);
        }
    }

    /** Some minutes of video: enough to tell days from hours. */
    static final long MAX_BYTES = 64L << 20;

    private static final long MAX_PACKETS = 10_000_000;

    private final long longestUs;
    private final FrameClock clock = new FrameClock(0);
    private final TimeSteps steps;
    private long heldUs;
    private long lastUs;
    private long contentUs;
    private int jumps;
    private Long firstJumpUs;

    private TimeScan(long longestUs) {
        this.longestUs = longestUs;
        steps = new TimeSteps(us -> clock.isBeyond(us, longestUs));
    }

    /**
     * Whether a file that announces more than is allowed holds more. What is not read does not
     * count, as bit rates vary: decoding ends at the limit. Without any time stamps the
     * announcement holds.
     *
     * @param maxBytes what is read of it where it has no index of all frames
     */
    static boolean isTooLong(
            VideoContainer container, VideoStream stream, VideoLimits limits, long maxBytes) {
        return ofIndex(container, stream, limits)
                .or(() -> container.path().map(file -> ofPackets(file, limits, maxBytes)))
                .map(seen -> seen.readUs() > limits.durationUs())
                .orElse(true);
    }

    /**
     * How long a video is from its first frame to its end, µs, or null: as announced, but where
     * time stamps jump. All packets are read where there is no index of all frames.
     */
    public static Long durationUs(
            VideoContainer container, VideoStream stream, VideoLimits limits) {
        return of(container, stream, limits, Long.MAX_VALUE)
                .filter(seen -> seen.contradicts(stream.durationUs()))
                .map(TimeStamps::lengthUs)
                .orElse(stream.durationUs());
    }

    /**
     * From the index of a container, else from the first packets of its file; empty for a file in a
     * store without an index, and for AVI, which has no time stamps.
     *
     * @param maxBytes what is read of the file where it has no index of all frames
     * @throws VideoException if the file cannot be read
     */
    static Optional<TimeStamps> of(
            VideoContainer container, VideoStream stream, VideoLimits limits, long maxBytes) {
        return container.isAvi()
                ? Optional.empty()
                : ofIndex(container, stream, limits)
                        .or(() -> container.path().map(file -> ofPackets(file, limits, maxBytes)));
    }

    /** From the index of a container; empty without one of all frames. */
    static Optional<TimeStamps> ofIndex(
            VideoContainer container, VideoStream stream, VideoLimits limits) {
        if (!container.isMov()) {
            return Optional.empty();
        }
        TimeScan scan = new TimeScan(limits.durationUs());
        stream.indexedUs().takeWhile(us -> !scan.isOver()).forEach(scan::add);
        return scan.clock.isStarted() ? Optional.of(scan.end(true)) : Optional.empty();
    }

    /**
     * Whether time stamps jump before this time since the first frame, µs, by the index of a
     * container; false without one of all frames.
     */
    public static boolean jumpsBefore(
            long sinceFirstUs, VideoContainer container, VideoStream stream, VideoLimits limits) {
        return ofIndex(container, stream, limits)
                .map(TimeStamps::firstJumpUs)
                .filter(jumpUs -> jumpUs <= sinceFirstUs)
                .isPresent();
    }

    /**
     * From the packets of a file of this machine, which is opened once more.
     *
     * @param maxBytes what is read of it; of a longer file, {@code contentUs} is what the rest
     *     holds if it is like that
     * @throws VideoException if it cannot be read
     */
    public static TimeStamps ofPackets(Path file, VideoLimits limits, long maxBytes) {
        try (VideoContainer container = VideoContainer.open(file)) {
            VideoStream stream = VideoStream.ofAnyLength(container, limits);
            return ofPackets(container.context(), stream, limits.durationUs(), maxBytes);
        }
    }

    private static TimeStamps ofPackets(
            AVFormatContext context, VideoStream stream, long longestUs, long maxBytes) {
        TimeScan scan = new TimeScan(longestUs);
        long read = 0;
        boolean ended = false;
        AVPacket packet = av_packet_alloc();
        try {
            for (long i = 0; i < MAX_PACKETS && read <= maxBytes && !scan.isOver(); i++) {
                av_packet_unref(packet);
                if (av_read_frame(context, packet) < 0) {
                    ended = true;
                    break;
                }
                read += packet.size();
                long stamp = packet.dts() != AV_NOPTS_VALUE ? packet.dts() : packet.pts();
                if (packet.stream_index() == stream.index() && stamp != AV_NOPTS_VALUE) {
                    scan.add(stream.microseconds(stamp));
                }
            }
        } finally {
            av_packet_free(packet);
        }
        TimeStamps seen = scan.end(ended);
        if (ended || scan.isOver()) {
            return seen;
        }
        double whole = Math.max(1, (double) avio_size(context.pb()) / Math.max(1, read));
        return new TimeStamps(
                seen.jumps(),
                seen.firstJumpUs(),
                seen.readUs(),
                (long) (seen.readUs() * whole),
                seen.lengthUs(),
                false);
    }

    /** Whether it is too long already. */
    private boolean isOver() {
        return contentUs > longestUs;
    }

    private void add(long us) {
        if (steps.holds()) {
            TimeSteps.Fate fate = steps.ofHeld(us);
            if (fate == TimeSteps.Fate.HOLD) {
                return;
            }
            settle(fate, us - heldUs);
        }
        switch (steps.of(us)) {
            case TAKE -> take(us);
            case HOLD -> heldUs = us;
            default -> {}
        }
    }

    private void settle(TimeSteps.Fate fate, long toNextUs) {
        if (fate == TimeSteps.Fate.TAKE) {
            take(heldUs);
        } else if (fate == TimeSteps.Fate.JUMP) {
            long usualUs = steps.usualUs(toNextUs);
            clock.jump(heldUs, usualUs, longestUs);
            if (jumps++ == 0) {
                firstJumpUs = lastUs + usualUs;
            }
            contentUs += usualUs;
            lastUs = clock.take(clock.sinceFirstUs(heldUs));
        }
    }

    private void take(long us) {
        long sinceUs = clock.take(clock.sinceFirstUs(us));
        contentUs += sinceUs - lastUs;
        lastUs = sinceUs;
    }

    private TimeStamps end(boolean complete) {
        if (steps.holds()) {
            settle(steps.ofHeldAtEnd(), 0);
        }
        long lastFrameUs = steps.usualUs(0);
        return new TimeStamps(
                jumps,
                firstJumpUs,
                contentUs + lastFrameUs,
                contentUs + lastFrameUs,
                lastUs + lastFrameUs,
                complete && !isOver());
    }
}
