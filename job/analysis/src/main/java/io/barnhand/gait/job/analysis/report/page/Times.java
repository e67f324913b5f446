package io.barnhand.gait.job.analysis.report.page;

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

    static String dayText(long us) {
        return DAY.format(instant(us));
    }

    static String timeText(long us) {
        return TIME.format(instant(us));
    }

    static String gait(String name) {
        String words = Wording.orNull("gait." + name);
        return words == null ? name : words;
    }

    private static Instant instant(long us) {
        return Instant.EPOCH.plus(us, ChronoUnit.MICROS);
    }
}
