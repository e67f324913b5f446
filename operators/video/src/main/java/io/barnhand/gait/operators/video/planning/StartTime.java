package io.barnhand.gait.operators.video.planning;

import io.barnhand.gait.operators.video.ClockStatus;
import io.barnhand.gait.operators.video.EventTime;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Optional;

/**
 * When a video begins.
 *
 * @param us event time of the first frame, µs since the epoch
 * @param clock whether it can be trusted
 */
record StartTime(long us, ClockStatus clock) {

    static final StartTime UNKNOWN = new StartTime(0, ClockStatus.UNKNOWN);

    /** A time of which nothing is doubtful; empty where footage cannot start then. */
    static Optional<StartTime> known(Instant instant) {
        return of(instant, ClockStatus.KNOWN);
    }

    /**
     * A time as it was written down.
     *
     * @param offset from UTC, or null where none was written
     * @param zone of the clock where no offset was written, or null where it is not known
     * @return empty where footage cannot start then
     */
    static Optional<StartTime> written(LocalDateTime time, ZoneOffset offset, ZoneId zone) {
        if (offset != null) {
            return known(OffsetDateTime.of(time, offset).toInstant());
        }
        if (zone == null) {
            return of(time.toInstant(ZoneOffset.UTC), ClockStatus.ASSUMED_UTC);
        }
        boolean once = zone.getRules().getValidOffsets(time).size() == 1;
        // The earlier of two instants; in a gap as a clock shows it that was not put forward.
        return of(
                ZonedDateTime.of(time, zone).toInstant(),
                once ? ClockStatus.KNOWN : ClockStatus.AMBIGUOUS);
    }

    private static Optional<StartTime> of(Instant instant, ClockStatus clock) {
        return EventTime.ofStart(instant).map(us -> new StartTime(us, clock));
    }
}
