package io.barnhand.gait.operators.video.container;

import io.barnhand.gait.operators.video.EventTime;
import java.io.Serializable;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;

/**
 * Limits of a single video file.
 *
 * @param pixels largest frame, px (width times height)
 * @param duration longest video
 * @param bytes largest file
 * @param codecs decoded beside those that cameras write, see {@link VideoCodecs}
 */
public record VideoLimits(long pixels, Duration duration, long bytes, Set<String> codecs)
        implements Serializable {

    /** 8K frames, six hours, 64 GB. */
    public static final VideoLimits DEFAULT =
            new VideoLimits(33_177_600, Duration.ofHours(6), 64_000_000_000L);

    private static final long MAX_PIXELS = 500_000_000;
    private static final int MAX_FRAMES_PER_SECOND = 240;

    public VideoLimits {
        if (pixels < 1 || pixels > MAX_PIXELS) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "The limit of pixels must be between 1 and %d (a frame is one Java array), got %d",
                            MAX_PIXELS,
                            pixels));
        }
        if (duration.isNegative()
                || duration.isZero()
                || duration.compareTo(EventTime.LONGEST) > 0) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "The limit of duration must be above 0 and at most %d days, got %s",
                            EventTime.LONGEST.toDays(),
                            duration));
        }
        if (bytes < 1) {
            throw new IllegalArgumentException("The limit of bytes must be above 0, got " + bytes);
        }
        codecs = Set.copyOf(codecs);
    }

    /** Limits of a file of a codec that cameras write. */
    public VideoLimits(long pixels, Duration duration, long bytes) {
        this(pixels, duration, bytes, Set.of());
    }

    /** Longest video, µs. */
    public long durationUs() {
        return duration.toNanos() / 1000;
    }

    /** Maximum frames of one file: the longest duration at 240 per second, at least 1000. */
    public long frames() {
        return Math.max(1000, duration.toSeconds() * MAX_FRAMES_PER_SECOND);
    }
}
