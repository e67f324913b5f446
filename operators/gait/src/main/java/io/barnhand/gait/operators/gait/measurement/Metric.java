package io.barnhand.gait.operators.gait.measurement;

import java.util.List;

/**
 * One estimated quantity. A null value means not estimable, never 0; the flags then say why.
 *
 * @param value point estimate, or null
 * @param sd spread between strides, in the unit of the value, or null where strides are not
 *     measured one by one
 * @param ci95Low lower end of the 95 % interval of precision (not of agreement with a force plate),
 *     or null
 * @param ci95High upper end, or null
 * @param n whole strides the value rests on
 * @param flags see {@link GaitFlags}
 */
public record Metric(
        Double value, Double sd, Double ci95Low, Double ci95High, Integer n, List<String> flags) {

    public Metric {
        flags = List.copyOf(flags);
    }

    public static Metric absent(int n, List<String> flags) {
        return new Metric(null, null, null, null, n, flags);
    }

    /**
     * A value with a symmetric interval of ±1.96 standard errors; no interval where the standard
     * error is not finite or zero, because a zero width would claim perfection.
     */
    public static Metric of(double value, double standardError, int n, List<String> flags) {
        if (!Double.isFinite(value)) {
            return absent(n, flags);
        }
        if (!Double.isFinite(standardError) || standardError <= 0) {
            return new Metric(value, null, null, null, n, flags);
        }
        double half = 1.96 * standardError;
        return new Metric(value, null, value - half, value + half, n, flags);
    }

    /** Of the interval; NaN without one. */
    public double standardError() {
        return ci95High == null ? Double.NaN : 0.5 * (ci95High - ci95Low) / 1.96;
    }

    /** The same with the spread between strides; left null where that is not finite. */
    public Metric withSd(double newSd) {
        return new Metric(
                value, Double.isFinite(newSd) ? newSd : null, ci95Low, ci95High, n, flags);
    }

    /** The same quantity in another unit. */
    public Metric times(double factor, List<String> newFlags) {
        if (value == null) {
            return absent(n, newFlags);
        }
        return new Metric(
                value * factor,
                sd == null ? null : sd * factor,
                ci95Low == null ? null : ci95Low * factor,
                ci95High == null ? null : ci95High * factor,
                n,
                newFlags);
    }
}
