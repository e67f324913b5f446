package io.barnhand.gait.operators.video.planning;

import io.barnhand.gait.operators.video.container.WrittenTime;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The time stamp in a file name as recorders write it:
 *
 * <ul>
 *   <li>{@code 2026-11-22T10-15-00}, {@code 2026-11-22_10-15-00}, {@code 2026-11-22T10:15:00.250}
 *   <li>{@code 20261122T101500}, {@code 20261122_101500}, {@code 20261122-101500}, {@code
 *       20261122101500}
 * </ul>
 *
 * and its offset from UTC directly behind it, if one is written: {@code Z}, {@code +0100}, {@code
 * +01-00}, {@code +01:00}, {@code +01}, {@code _UTC}, {@code GMT+1}; or {@code GMT} before it.
 * Behind a minus there may as well be a counter, a camera or an end. It is an offset only with a
 * colon, {@code -05:00}, or behind a stamp of ISO 8601 with all four digits, {@code
 * 2026-11-22T10-15-00-0500}, or behind a blank; and only where some zone has it. A time with an
 * offset behind a plus that no zone has is no time.
 */
final class FileNameTime {

    private static final Pattern STAMP =
            Pattern.compile(
                    "(?<utc>(?<![A-Za-z])(?:UTC|GMT)[ _-]?)?(?<!\\d)"
                            + "(\\d{4})(-?)(\\d{2})\\3(\\d{2})(?<iso>T|[_ -]?)"
                            + "(\\d{2})([-:.]?)(\\d{2})\\8(\\d{2})"
                            + "(?:[.,](?<fraction>\\d{1,9}))?(?!\\d)");

    private static final Pattern ZULU = Pattern.compile("[Zz](?![A-Za-z])");

    private static final Pattern NAMED =
            Pattern.compile(
                    "[ _-]?(?:UTC|GMT)(?![A-Za-z])(?:([+-])(\\d{1,2})(?:[:.]?(\\d{2}))?(?!\\d))?");

    private static final Pattern PLUS =
            Pattern.compile("[ _]?([+\u2212])(\\d{2})(?:[-:._]?(00|30|45))?(?!\\d)");

    /** More digits: of the time at which the video ends. */
    private static final String NO_END = "(?![-:]?\\d|\\.\\d{2})";

    /** Four digits or more: nothing but an offset. */
    private static final Pattern UNREADABLE = Pattern.compile("[ _]?[+\u2212]\\d{2}[:.]?\\d{2}");

    /** With a blank before it no counter. */
    private static final Pattern APART = Pattern.compile(" (-)(\\d{2}):?(00|30)(?!\\d)");

    private static final Pattern MINUS_WITH_COLON = Pattern.compile("(-)(\\d{2}):(00|30)" + NO_END);

    private static final Pattern MINUS = Pattern.compile("(-)(\\d{2})[-:.]?(00|30)" + NO_END);

    private static final Set<LocalDate> UNSET =
            Set.of(LocalDate.EPOCH, LocalDate.of(1980, 1, 1), LocalDate.of(2000, 1, 1));

    private static final int MIN_HOURS = -12;
    private static final int MAX_HOURS = 14;

    /** The offsets of zones that are no whole hours. */
    private static final Set<String> BROKEN =
            Set.of(
                    "+03:30", "+04:30", "+05:30", "+05:45", "+06:30", "+08:45", "+09:30", "+10:30",
                    "+12:45", "+13:45", "-02:30", "-03:30", "-09:30");

    private FileNameTime() {}

    /**
     * The first time stamp in the name that is a valid date and time, and not of the day at which
     * clocks begin that were never set.
     */
    static Optional<WrittenTime> find(String name) {
        Matcher matcher = STAMP.matcher(name);
        while (matcher.find()) {
            try {
                LocalDateTime local = local(matcher);
                if (!UNSET.contains(local.toLocalDate())) {
                    return Optional.of(new WrittenTime(local, offset(matcher, name)));
                }
            } catch (DateTimeException e) {
                // Digits that only look like a time stamp; a real one may follow.
                continue;
            }
        }
        return Optional.empty();
    }

    private static LocalDateTime local(Matcher stamp) {
        String fraction = stamp.group("fraction") == null ? "" : stamp.group("fraction");
        int micros = Integer.parseInt((fraction + "000000").substring(0, 6));
        return LocalDateTime.of(
                number(stamp, 2),
                number(stamp, 4),
                number(stamp, 5),
                number(stamp, 7),
                number(stamp, 9),
                number(stamp, 10),
                micros * 1000);
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }

    /** The offset that is written around a stamp, or null. */
    private static ZoneOffset offset(Matcher stamp, String name) {
        String behind = name.substring(stamp.end());
        if (stamp.group("utc") != null || ZULU.matcher(behind).lookingAt()) {
            return ZoneOffset.UTC;
        }
        Matcher named = NAMED.matcher(behind);
        if (named.lookingAt()) {
            return named.group(1) == null ? ZoneOffset.UTC : real(named);
        }
        Matcher plus = PLUS.matcher(behind);
        if (plus.lookingAt() && real(plus) != null) {
            return real(plus);
        }
        if (UNREADABLE.matcher(behind).lookingAt()) {
            throw new DateTimeException("no zone has the offset of " + name);
        }
        Matcher apart = APART.matcher(behind);
        if (apart.lookingAt()) {
            return real(apart);
        }
        boolean iso = stamp.group("iso").equals("T");
        Matcher minus = (iso ? MINUS : MINUS_WITH_COLON).matcher(behind);
        return minus.lookingAt() ? real(minus) : null;
    }

    /** An offset that a zone has, or null. */
    private static ZoneOffset real(Matcher written) {
        String sign = written.group(1).equals("+") ? "+" : "-";
        int hours = Integer.parseInt(sign + written.group(2));
        String minutes = written.group(3) == null ? "00" : written.group(3);
        String text = String.format(Locale.ROOT, "%s%02d:%s", sign, Math.abs(hours), minutes);
        boolean whole = minutes.equals("00") && hours >= MIN_HOURS && hours <= MAX_HOURS;
        boolean unset = sign.equals("-") && hours == 0;
        return (whole && !unset) || BROKEN.contains(text) ? ZoneOffset.of(text) : null;
    }
}
