package io.barnhand.gait.operators.stages.tracking;

import io.barnhand.gait.operators.video.container.VideoLimits;
import java.io.Serializable;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;

/**
 * How horses are found and followed.
 *
 * @param score minimum detection score that begins a track, 0..1
 * @param floor minimum detection score that continues one, 0..1
 * @param every recording time between detections
 * @param margin share of the box added on each side before cropping
 * @param accepted names of the detector's classes that count as a horse
 * @param buffer how long a track lives without being found, at least twice {@code every}
 * @param maxHorses maximum number of tracks of a recording at a time
 * @param batch maximum number of crops in a micro-batch
 * @param limits of a video file
 * @param fps frames per second to take, or null for all
 * @param roster horses pinned to cameras
 * @param silence processing time without a segment after which a live recording's tracks end; null
 *     for archives, where a segment may wait longer than that behind others
 * @param heldBytes maximum pixels held for one recording until the next detection, bytes; where it
 *     is reached, detection happens earlier
 * @param heldBytesPerTask maximum pixels held between segments for all recordings of a subtask;
 *     beyond it, the pixels of the oldest are decoded again when its next segment comes
 */
public record DetectionSettings(
        float score,
        float floor,
        Duration every,
        double margin,
        Set<String> accepted,
        Duration buffer,
        int maxHorses,
        int batch,
        VideoLimits limits,
        Double fps,
        HorseRoster roster,
        Duration silence,
        long heldBytes,
        long heldBytesPerTask)
        implements Serializable {

    /** 256 MiB. */
    public static final long HELD_BYTES = 256L << 20;

    /** 512 MiB. */
    public static final long HELD_BYTES_PER_TASK = 512L << 20;

    public DetectionSettings {
        check(0 <= floor && floor <= score && score <= 1, "0 <= floor <= score <= 1", floor);
        check(toUs(every) >= 1000, "a time between detections of at least 1 ms", every);
        check(margin >= 0 && margin <= 1, "a margin between 0 and 1", margin);
        check(!accepted.isEmpty(), "at least one accepted class", accepted);
        check(
                buffer.compareTo(every.multipliedBy(2)) >= 0,
                "a buffer of at least twice the time between detections",
                buffer);
        check(maxHorses >= 1 && maxHorses <= 64, "between 1 and 64 horses", maxHorses);
        check(batch >= 1, "a batch of at least 1", batch);
        check(fps == null || fps > 0 && fps <= 1000, "between 0 and 1000 frames per second", fps);
        check(silence == null || !silence.isNegative(), "a silence of 0 or more", silence);
        check(heldBytes > 0 && heldBytesPerTask > 0, "room for held pixels", heldBytes);
        accepted = Set.copyOf(accepted);
    }

    /** The defaults: score 0.70, floor 0.10, every 165 ms, margin 10 %, buffer 2 s, 8 horses. */
    public static DetectionSettings defaults(Set<String> accepted) {
        return new DetectionSettings(
                0.70f,
                0.10f,
                Duration.ofMillis(165),
                0.10,
                accepted,
                Duration.ofSeconds(2),
                8,
                16,
                VideoLimits.DEFAULT,
                null,
                HorseRoster.NONE,
                null,
                HELD_BYTES,
                HELD_BYTES_PER_TASK);
    }

    private static void check(boolean holds, String wanted, Object seen) {
        if (!holds) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "Detection needs %s, got %s; correct the configuration",
                            wanted,
                            seen));
        }
    }

    long everyUs() {
        return toUs(every);
    }

    long bufferUs() {
        return toUs(buffer);
    }

    private static long toUs(Duration duration) {
        return duration.toNanos() / 1000;
    }
}
