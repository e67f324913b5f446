package io.barnhand.gait.operators.video.planning;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The time stamp in a file name as recorders write it, in UTC, with or without a {@code Z}:
 *
 * <ul>
 *   <li>{@code 2026-11-22T10-15-00Z}, {@code 2026-11-22_10-15-00}, {@code 2026-11-22T10:15:00.250Z}
 *   <li>{@code 20261122T101500Z}, {@code 20261122_101500}, {@code 20261122-101500}
 * </ul>
 */
final class FileNameTime {

    private static final Pattern STAMP =
            Pattern.compile(
                    "(?<!\\d)(\\d{4})(-?)(\\d{2})\\2(\\d{2})[T_ -](\\d{2})([-:.]?)(\\d{2})\\6(\\d{2})"
                            + "(?:[.,](\\d{1,6}))?(?!\\d)");

    private FileNameTime() {}

    /** The first time stamp in the name that is a valid date and time. */
    static Optional<Instant> find(String name) {
        Matcher matcher = STAMP.matcher(name);
        while (matcher.find()) {
            String fraction = matcher.group(9) == null ? "" : matcher.group(9);
            int micros = Integer.parseInt((fraction + "000000").substring(0, 6));
            try {
                return Optional.of(
                        LocalDateTime.of(
                                        number(matcher, 1),
                                        number(matcher, 3),
                                        number(matcher, 4),
                                        number(matcher, 5),
                                        number(matcher, 7),
                                        number(matcher, 8),
                                        micros * 1000)
                                .toInstant(ZoneOffset.UTC));
            } catch (DateTimeException e) {
                // Digits that only look like a time stamp; a real one may follow.
                continue;
            }
        }
        return Optional.empty();
    }

    private static int number(Matcher matcher, int group) {
        return Integer.parseInt(matcher.group(group));
    }
}
