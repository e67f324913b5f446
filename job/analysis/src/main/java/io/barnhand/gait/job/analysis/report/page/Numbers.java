package io.barnhand.gait.job.analysis.report.page;

import java.util.Locale;

/** Numbers as they are read. */
final class Numbers {

    private static final char MINUS = '\u2212';

    private Numbers() {}

    static String of(double value, int decimals) {
        String text = String.format(Locale.ROOT, "%." + decimals + "f", value);
        boolean zero = text.chars().noneMatch(c -> c >= '1' && c <= '9');
        return zero ? text.replace("-", "") : text.replace('-', MINUS);
    }

    /**
     * The usual decimals, or more so that the ends of a narrow interval differ; at most one more.
     */
    static int decimals(int usual, double width) {
        int needed = width > 0 ? (int) Math.ceil(-Math.log10(width)) : usual;
        return Math.max(usual, Math.min(usual + 1, needed));
    }

    /** A share as per cent. */
    static String percent(double share) {
        return of(100 * share, 0);
    }

    /** Strides, with a fraction only where there is one. */
    static String strides(double count) {
        return of(count, Math.abs(count - Math.rint(count)) < 0.05 ? 0 : 1);
    }
}
