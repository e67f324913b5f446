package io.barnhand.gait.job.analysis.camera;

import java.util.Locale;

/**
 * One thing that was checked.
 *
 * @param what it is
 * @param measured value with its unit, or null where not measurable
 * @param wanted bound with its unit, or a note, or null
 * @param cost what it costs where it misses its bound; null where no bound decides
 * @param excess how far it misses the bound, 1 at the bound; below 1 it is kept
 * @param words what to move or change where the bound is missed; why it is not measurable
 */
public record Check(
        String what, String measured, String wanted, Cost cost, double excess, String words) {

    /** Beyond the bound as it is printed, not by a hair. */
    private static final double MISSED = 1.02;

    /** What a camera that misses a bound costs, the costliest first. */
    public enum Cost {
        EVERYTHING,
        TIMING,
        LENGTHS,
        PRECISION
    }

    /** Where no bound decides. */
    static Check noted(String what, String measured, String note) {
        return new Check(what, measured, note, null, 0, null);
    }

    static Check unknown(String what, String wanted, String why) {
        return new Check(what, null, wanted, null, 0, why);
    }

    public boolean measurable() {
        return measured != null;
    }

    /** Whether something should be changed. */
    public boolean missed() {
        return measurable() && excess > MISSED;
    }

    /** A share as it is printed: in percent, small ones to a tenth. */
    static String percent(double share) {
        double value = 100 * share;
        return text(value == 0 || value >= 10 ? "%.0f %%" : "%.1f %%", value);
    }

    /** A text whose numbers have the same form in every locale. */
    static String text(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }
}
