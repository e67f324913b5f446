package io.barnhand.gait.job.cli.publish;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;

/**
 * Where a segment lies in the recordings of its camera.
 *
 * <ul>
 *   <li>A segment continues the one before it where it starts within the gap of its end, earlier or
 *       later. Anything else, and so a recorder that was away for longer, begins a new recording,
 *       which is named by its start.
 *   <li>Names of files tell whole seconds: a segment that continues another starts where that
 *       ended, as far as its own name allows, that is within the second that it tells.
 *   <li>A file without a clock is a recording of its own.
 *   <li>What a sidecar says of recording and sequence is kept.
 * </ul>
 *
 * @param recording id
 * @param sequence in it, from 0
 * @param startUs time of the first frame, µs since the epoch, or null where no clock is known
 * @param endUs time of its end, µs, or null
 */
record Place(String recording, long sequence, Long startUs, Long endUs) {

    private static final long SECOND_US = 1_000_000;
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    /**
     * @param before the place of the camera's segment before, or null
     * @param gap largest distance between two segments that continue each other
     */
    static Place of(Told told, Place before, Duration gap) {
        if (told.recording() != null) {
            boolean same = before != null && before.recording.equals(told.recording());
            long next = same ? before.sequence + 1 : 0;
            return new Place(
                    told.recording(),
                    told.sequence() == null ? next : told.sequence(),
                    told.startUs(),
                    end(told.startUs(), told.durationUs()));
        }
        if (told.startUs() == null) {
            return new Place(told.name(), 0, null, null);
        }
        long start = told.startUs();
        if (before != null && before.endUs != null && before.startUs != null) {
            boolean near = Math.abs(start - before.endUs) <= gap.toNanos() / 1000;
            long continued =
                    start % SECOND_US == 0
                            ? Math.max(start, Math.min(start + SECOND_US - 1, before.endUs))
                            : start;
            if (near && continued > before.startUs) {
                return new Place(
                        before.recording,
                        before.sequence + 1,
                        continued,
                        end(continued, told.durationUs()));
            }
        }
        return new Place(stamp(start), 0, start, end(start, told.durationUs()));
    }

    /**
     * Of a file that came after later ones of its camera were announced: its number is taken, so
     * that it is a recording of its own.
     */
    static Place late(Told told) {
        return new Place(
                stamp(told.startUs()) + " " + told.name(),
                0,
                told.startUs(),
                end(told.startUs(), told.durationUs()));
    }

    private static Long end(Long startUs, Long durationUs) {
        return startUs == null || durationUs == null ? null : Long.valueOf(startUs + durationUs);
    }

    private static String stamp(long us) {
        return STAMP.format(Instant.EPOCH.plus(us, ChronoUnit.MICROS));
    }
}
