package io.barnhand.gait.operators.gait.measurement;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One estimated quantity. A null value means not estimable, never 0; the flags then say why.
 *
 * @param value point estimate, or null
 * @param sd spread between strides, in the unit of the value, or null where strides are not
 *     measured one by one
 * @param ci95Low lower end of the 95 % interval of precision (not of agreement with a force plate),
 *     or null
 * @param ci95High upper end, or null
 * @param n whole strides the value rests on, or null where a line of records does not say
 * @param flags see {@link GaitFlag}
 */
public record Metric(
        @Nullable Double value,
        @Nullable Double sd,
        @Nullable Double ci95Low,
        @Nullable Double ci95High,
        @Nullable Integer n,
        List<GaitFlag> flags) {

    public Metric {
        flags = List.copyOf(flags);
    }

    public static Metric absent(int n, List<GaitFlag> flags) {
        return new Metric(null, null, null, null, n, flags);
    }

    /**
     * A value with a symmetric interval of ±1.96 standard errors; no interval where the standard
     * error is not finite or zero, because a zero width would claim perfection.
     */
    public static Metric of(double value, double standardError, int n, List<GaitFlag> flags) {
        if (!Double.isFinite(value)) {
            return absent(n, flags);
        }
        if (!Double.isFinite(standardError) || standardError <= 0) {
            return new Metric(value, null, null, null, n, flags);
        }
        double half = 1.96 * standardError;
        return new Metric(value, null, value - half, value + half, n, flags);
    }

    public boolean isPresent() {
        return value != null;
    }

    /** The value, or NaN. */
    public double orNaN() {
        return orNaN(value);
    }

    /** Whole strides that it rests on; none where that is not known. */
    public int strides() {
        return n == null ? 0 : n;
    }

    public boolean hasInterval() {
        return ci95Low != null && ci95High != null;
    }

    /** Of the interval, in the unit of the value; NaN without one. */
    public double width() {
        return orNaN(ci95High) - orNaN(ci95Low);
    }

    /** Of the interval; NaN without one. */
    public double standardError() {
        return 0.5 * width() / 1.96;
    }

    /** The same with an interval that ends where the quantity does. */
    public Metric within(double min, double max) {
        return hasInterval()
                ? new Metric(
                        value,
                        null,
                        Math.max(min, orNaN(ci95Low)),
                        Math.min(max, orNaN(ci95High)),
                        n,
                        flags)
                : this;
    }

    /** The same with the spread between strides; left null where that is not finite. */
    public Metric withSd(double newSd) {
        return new Metric(
                value, Double.isFinite(newSd) ? newSd : null, ci95Low, ci95High, n, flags);
    }

    /** The same quantity in another unit. */
    public Metric times(double factor, List<GaitFlag> newFlags) {
        return new Metric(
                times(value, factor),
                times(sd, factor),
                times(ci95Low, factor),
                times(ci95High, factor),
                n,
                newFlags);
    }

    private static @Nullable Double times(@Nullable Double of, double factor) {
        return of == null ? null : Double.valueOf(of * factor);
    }

    private static double orNaN(@Nullable Double of) {
        return of == null ? Double.NaN : of;
    }
}
