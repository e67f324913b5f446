package io.barnhand.gait.operators.video.decoding;

import static org.bytedeco.ffmpeg.global.avutil.AV_NOPTS_VALUE;

import io.barnhand.gait.operators.video.DeadLetterReason;
import io.barnhand.gait.operators.video.container.FrameClock;
import io.barnhand.gait.operators.video.container.VideoContainer;
import io.barnhand.gait.operators.video.container.VideoException;
import io.barnhand.gait.operators.video.container.VideoStream;
import java.util.Locale;

/**
 * Counts what is wrong with the frames of a file, and says so at its end. What is wrong before the
 * part that is read does not count.
 */
final class FrameFaults {

    private final VideoContainer container;
    private final VideoStream stream;
    private final PacketReader packets;
    private final FrameClock times;
    private final long fromUs;

    private long frames;
    private long damaged;
    private Long firstDamagedUs;
    private long withoutTime;
    private long disordered;
    private Long firstUntimedUs;

    /**
     * @param fromUs event time at which the part begins, µs
     */
    FrameFaults(
            VideoContainer container,
            VideoStream stream,
            PacketReader packets,
            FrameClock times,
            long fromUs) {
        this.container = container;
        this.stream = stream;
        this.packets = packets;
        this.times = times;
        this.fromUs = fromUs;
    }

    /** Frames from another position in the file follow. */
    void restart() {
        frames = 0;
        damaged = 0;
        firstDamagedUs = null;
        withoutTime = 0;
        disordered = 0;
        firstUntimedUs = null;
    }

    /**
     * A frame was decoded.
     *
     * @throws VideoException {@code too_many_frames} if it is one too many
     */
    void decoded(long maxFrames) {
        if (++frames > maxFrames) {
            throw new VideoException(
                    DeadLetterReason.TOO_MANY_FRAMES,
                    times.afterLastUs(),
                    String.format(
                            Locale.ROOT,
                            "%s holds more than %d frames, 240 per second of the longest video allowed",
                            container.name(),
                            maxFrames),
                    "cut it or raise source.limits.duration");
        }
    }

    long frames() {
        return frames;
    }

    /** A frame or a packet of this presentation time, or {@code AV_NOPTS_VALUE}, is damaged. */
    void damaged(long ptsUs) {
        boolean timed = ptsUs != AV_NOPTS_VALUE;
        boolean before =
                timed && times.isStarted() && fromUs != Long.MIN_VALUE
                        ? times.eventUs(ptsUs) < fromUs
                        : times.afterLastUs() < fromUs;
        if (!before) {
            damaged++;
            if (firstDamagedUs == null) {
                firstDamagedUs = times.afterLastUs();
            }
        }
        if (timed) {
            times.lost(ptsUs);
        }
    }

    /** A frame has no time stamp. */
    void withoutTime() {
        if (untimed()) {
            withoutTime++;
        }
    }

    /** A frame was dropped because its time stamp is not after that of the one before. */
    void disordered() {
        if (untimed()) {
            disordered++;
        }
    }

    private boolean untimed() {
        if (times.afterLastUs() < fromUs) {
            return false;
        }
        if (firstUntimedUs == null) {
            firstUntimedUs = times.afterLastUs();
        }
        return true;
    }

    /**
     * Throws what is wrong at the end of the file.
     *
     * @param readFromUs presentation time that reading began at; null for the file's beginning
     */
    void throwAtEnd(Long readFromUs) {
        if (frames == 0 && readFromUs == null) {
            throw stream.failure(
                    DeadLetterReason.UNREADABLE,
                    String.format(
                            Locale.ROOT,
                            "holds no frame that can be decoded (%d damaged%s)",
                            damaged,
                            besides()),
                    withoutTime > 0 ? "convert it to MP4" : "record it again");
        }
        long missingUs = packets.missingUs(readFromUs);
        int error = packets.error();
        if (error != 0 || missingUs > 0) {
            throw new VideoException(
                    DeadLetterReason.TRUNCATED,
                    times.afterLastUs(),
                    String.format(
                            Locale.ROOT,
                            "%s ends %.1f s early, decoded frames: %d%s%s",
                            container.name(),
                            missingUs / 1e6,
                            frames,
                            besides(),
                            error == 0 ? "" : " (" + VideoContainer.message(error) + ")"),
                    "copy it again from the camera");
        }
        throwIfAny();
    }

    /** Throws what is wrong with frames before the end of the file. */
    void throwIfAny() {
        if (damaged > 0) {
            throw new VideoException(
                    DeadLetterReason.CORRUPT,
                    firstDamagedUs == null ? times.afterLastUs() : firstDamagedUs,
                    String.format(
                            Locale.ROOT,
                            "%s has %d damaged and %d good frames%s",
                            container.name(),
                            damaged,
                            frames,
                            besides()),
                    "check the disk and the camera");
        }
        if (withoutTime + disordered > 0) {
            throw new VideoException(
                    DeadLetterReason.UNTIMED_FRAMES,
                    firstUntimedUs,
                    String.format(
                            Locale.ROOT,
                            "%s has %d frames without a time stamp and %d that are not after the one before, which are left out, and %d good ones",
                            container.name(),
                            withoutTime,
                            disordered,
                            frames),
                    "check the camera, or what the file was copied or converted with");
        }
    }

    private String besides() {
        return withoutTime + disordered == 0
                ? ""
                : String.format(
                        Locale.ROOT,
                        ", %d without a time stamp, %d not after the one before",
                        withoutTime,
                        disordered);
    }
}
