package io.barnhand.gait.job.analysis.report.page;

import io.barnhand.gait.operators.video.EventTime;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

/** Event times, and names of gaits, as they are read. */
final class Times {

    /** Of all times and days of the page: a run does not say where its barn is. */
    static final ZoneOffset ZONE = ZoneOffset.UTC;

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("EEE d MMM yyyy", Locale.ENGLISH).withZone(ZONE);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT).withZone(ZONE);

    private Times() {}

    static LocalDate day(long us) {
        return LocalDate.ofInstant(instant(us), ZONE);
    }

    /** The day, or that it is unknown: then the time counts from the start of the recording. */
    static String dayText(long us) {
        return EventTime.isUndated(us) ? Wording.of("time.unknown") : DAY.format(instant(us));
    }

    static String timeText(long us) {
        return sinceStart(us, TIME.format(instant(us)));
    }

    /** Day, hour and minute. */
    static String minuteText(long us) {
        return dayText(us) + ", " + sinceStart(us, TIME.format(instant(us)).substring(0, 5));
    }

    private static String sinceStart(long us, String time) {
        return EventTime.isUndated(us) ? Wording.of("time.since_start", time) : time;
    }

    static String gait(String name) {
        String words = Wording.orNull("gait." + name);
        return words == null ? name : words;
    }

    private static Instant instant(long us) {
        return Instant.EPOCH.plus(us, ChronoUnit.MICROS);
    }
}
