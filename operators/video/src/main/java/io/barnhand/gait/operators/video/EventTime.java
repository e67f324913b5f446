package io.barnhand.gait.operators.video;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

/**
 * The event times that there are: µs since the epoch from 1970, where recordings of an unknown
 * clock begin, to the end of 2199. Each is exact as a double, in which JSON and SQL may hold it,
 * and the sum and difference of two fit into a long. What comes from outside is checked against it
 * where it is read; nothing behind that needs to.
 */
public final class EventTime {

    /** The first time after all of them, 2200-01-01. */
    public static final long END_US = 7_258_118_400_000_000L;

    /** Longest footage of one file. */
    public static final Duration LONGEST = Duration.ofDays(366);

    /** The same, µs. */
    public static final long LONGEST_US = LONGEST.toNanos() / 1000;

    /** The first time that does not count from an unknown start, see {@link #isUndated}. */
    public static final long FIRST_DATED_US = LONGEST_US;

    /** Last start of footage: with the longest footage it ends within the range. */
    public static final long LATEST_START_US = END_US - LONGEST_US - 1;

    /** The times in words, behind "must be" or "give". */
    public static final String RANGE = "a time from 1970 to 2199";

    /** The starts in words, behind "must be" or "give". */
    public static final String STARTS = "a time from 1970 to 2198";

    private EventTime() {}

    /**
     * Whether a time counts from an unknown start: that is 1970, of which there is no footage, and
     * nothing is longer than {@link #LONGEST}.
     */
    public static boolean isUndated(long us) {
        return us < FIRST_DATED_US;
    }

    /** Whether a record can have this time. */
    public static boolean contains(long us) {
        return us >= 0 && us < END_US;
    }

    /** Whether footage can start then. */
    public static boolean canStart(long us) {
        return us >= 0 && us <= LATEST_START_US;
    }

    /**
     * Requires a span that starts within the range, and lasts no longer than footage can.
     *
     * @throws IllegalArgumentException if it does not
     */
    public static void requireSpan(long startUs, long endUs) {
        if (!contains(startUs) || endUs < startUs || endUs - startUs > LONGEST_US) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "a time span from %d to %d µs, must start at %s, not end before it starts, and last at most %d days",
                            startUs,
                            endUs,
                            RANGE,
                            LONGEST.toDays()));
        }
    }

    /** The start of footage, µs since the epoch; empty where footage cannot start then. */
    public static Optional<Long> ofStart(Instant start) {
        Instant end = Instant.EPOCH.plus(LATEST_START_US + 1, ChronoUnit.MICROS);
        boolean within = !start.isBefore(Instant.EPOCH) && start.isBefore(end);
        return within
                ? Optional.of(ChronoUnit.MICROS.between(Instant.EPOCH, start))
                : Optional.empty();
    }
}
