package io.barnhand.gait.job.cli.publish;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/**
 * Where a segment lies in the recordings of its camera.
 *
 * <ul>
 *   <li>A segment continues the one before it where it starts within the gap of its end, earlier or
 *       later. Anything else, and so a recorder that was away for longer, begins a new recording,
 *       which is named by its start.
 *   <li>Names of files have full seconds: a segment that continues another starts where that ended,
 *       as far as its own name allows, that is within the second that it names.
 *   <li>A file without a clock is a separate recording.
 *   <li>What a sidecar says of recording and sequence is kept.
 * </ul>
 *
 * @param recording id
 * @param sequence in it, from 0
 * @param startUs time of the first frame, µs since the epoch, or null where no clock is known
 * @param endUs time of its end, µs, or null
 */
record RecordingPosition(String recording, long sequence, Long startUs, Long endUs) {

    private static final long SECOND_US = 1_000_000;
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSSSSS'Z'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);

    /**
     * @param before the place of the camera's segment before, or null
     * @param gap largest distance between two segments that continue each other
     */
    static RecordingPosition of(FileDescription file, RecordingPosition before, Duration gap) {
        if (file.recording() != null) {
            boolean same = before != null && before.recording.equals(file.recording());
            long next = same ? before.sequence + 1 : 0;
            return new RecordingPosition(
                    file.recording(),
                    file.sequence() == null ? next : file.sequence(),
                    file.startUs(),
                    end(file.startUs(), file.durationUs()));
        }
        if (file.startUs() == null) {
            return new RecordingPosition(file.name(), 0, null, null);
        }
        long start = file.startUs();
        if (before != null && before.endUs != null && before.startUs != null) {
            boolean near = Math.abs(start - before.endUs) <= gap.toNanos() / 1000;
            long continued =
                    start % SECOND_US == 0
                            ? Math.max(start, Math.min(start + SECOND_US - 1, before.endUs))
                            : start;
            if (near && continued > before.startUs) {
                return new RecordingPosition(
                        before.recording,
                        before.sequence + 1,
                        continued,
                        end(continued, file.durationUs()));
            }
        }
        return new RecordingPosition(stamp(start), 0, start, end(start, file.durationUs()));
    }

    /**
     * Of a file that came after later ones of its camera were announced: its number is taken, so
     * that it is a separate recording.
     */
    static RecordingPosition late(FileDescription file) {
        return new RecordingPosition(
                stamp(file.startUs()) + " " + file.name(),
                0,
                file.startUs(),
                end(file.startUs(), file.durationUs()));
    }

    private static Long end(Long startUs, Long durationUs) {
        return startUs == null || durationUs == null ? null : Long.valueOf(startUs + durationUs);
    }

    private static String stamp(long us) {
        return STAMP.format(Instant.EPOCH.plus(us, ChronoUnit.MICROS));
    }
}
