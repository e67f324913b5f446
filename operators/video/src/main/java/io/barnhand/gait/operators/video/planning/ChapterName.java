package io.barnhand.gait.operators.video.planning;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name that a GoPro camera gives to a chapter, a part of a recording: {@code GX010123.MP4},
 * {@code GX020123.MP4} (also {@code GH}); of earlier cameras {@code GOPR0123.MP4}, {@code
 * GP010123.MP4}. Something else may stand before it, set off by a blank, a dash or an underscore.
 *
 * @param recording what the names of the chapters of a recording share
 * @param number from 0
 * @param before the name of the chapter before it, or null
 */
record ChapterName(String recording, int number, String before) {

    private static final String BEFORE = "((?:.*[ _-])?)";

    private static final Pattern NUMBERED =
            Pattern.compile(BEFORE + "(G[HX])(\\d{2})(\\d{4}\\.\\w+)", Pattern.CASE_INSENSITIVE);

    private static final Pattern EARLY_FIRST =
            Pattern.compile(BEFORE + "(GOPR)(\\d{4}\\.\\w+)", Pattern.CASE_INSENSITIVE);

    private static final Pattern EARLY_NEXT =
            Pattern.compile(BEFORE + "(GP)(\\d{2})(\\d{4}\\.\\w+)", Pattern.CASE_INSENSITIVE);

    /** Empty where a file has another name. */
    static Optional<ChapterName> of(String name) {
        Matcher match = NUMBERED.matcher(name);
        if (match.matches()) {
            return numbered(match);
        }
        match = EARLY_FIRST.matcher(name);
        if (match.matches()) {
            return Optional.of(new ChapterName(key(match, "GOPR", match.group(3)), 0, null));
        }
        match = EARLY_NEXT.matcher(name);
        return match.matches() ? early(match) : Optional.empty();
    }

    private static Optional<ChapterName> numbered(Matcher match) {
        int number = Integer.parseInt(match.group(3)) - 1;
        String rest = match.group(4);
        String before = number <= 0 ? null : match.group(1) + match.group(2) + two(number) + rest;
        return number < 0
                ? Optional.empty()
                : Optional.of(new ChapterName(key(match, match.group(2), rest), number, before));
    }

    private static Optional<ChapterName> early(Matcher match) {
        int number = Integer.parseInt(match.group(3));
        String rest = match.group(4);
        String first = match.group(2).equals("gp") ? "gopr" : "GOPR";
        String before =
                match.group(1) + (number == 1 ? first : match.group(2) + two(number - 1)) + rest;
        return number == 0
                ? Optional.empty()
                : Optional.of(new ChapterName(key(match, "GOPR", rest), number, before));
    }

    private static String key(Matcher match, String kind, String rest) {
        return (match.group(1) + kind + rest).toUpperCase(Locale.ROOT);
    }

    private static String two(int number) {
        return String.format(Locale.ROOT, "%02d", number);
    }
}
