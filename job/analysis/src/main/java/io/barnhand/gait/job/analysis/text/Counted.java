package io.barnhand.gait.job.analysis.text;

import java.util.Locale;

/** A number of things in words. */
public final class Counted {

    private Counted() {}

    /**
     * For example {@code 1 file} and {@code 2 files}.
     *
     * @param noun of one of them, whose plural ends in s
     */
    public static String of(long number, String noun) {
        return String.format(Locale.ROOT, "%d %s%s", number, noun, number == 1 ? "" : "s");
    }
}
