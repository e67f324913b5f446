package io.barnhand.gait.operators.video.planning;

import io.barnhand.gait.operators.video.ClockStatus;
import io.barnhand.gait.operators.video.EventTime;
import io.barnhand.gait.operators.video.container.WrittenTime;
import java.time.Instant;
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
 * @param created whether it is when the container says that it was created
 */
record StartTime(long us, ClockStatus clock, boolean created) {

    static final StartTime UNKNOWN = new StartTime(0, ClockStatus.UNKNOWN, false);

    /** A time of which nothing is doubtful; empty where footage cannot start then. */
    static Optional<StartTime> known(Instant instant) {
        return of(instant, ClockStatus.KNOWN);
    }

    /** The same, as the creation time of a container. */
    StartTime asCreated() {
        return new StartTime(us, clock, true);
    }

    /**
     * @param zone of the clock where no offset was written, or null where it is not known
     * @return empty where footage cannot start then
     */
    static Optional<StartTime> written(WrittenTime time, ZoneId zone) {
        if (time.offset() != null) {
            return known(OffsetDateTime.of(time.local(), time.offset()).toInstant());
        }
        if (zone == null) {
            return of(time.local().toInstant(ZoneOffset.UTC), ClockStatus.ASSUMED_UTC);
        }
        boolean once = zone.getRules().getValidOffsets(time.local()).size() == 1;
        // The earlier of two instants; in a gap as a clock shows it that was not put forward.
        return of(
                ZonedDateTime.of(time.local(), zone).toInstant(),
                once ? ClockStatus.KNOWN : ClockStatus.AMBIGUOUS);
    }

    private static Optional<StartTime> of(Instant instant, ClockStatus clock) {
        return EventTime.ofStart(instant).map(us -> new StartTime(us, clock, false));
    }
}
