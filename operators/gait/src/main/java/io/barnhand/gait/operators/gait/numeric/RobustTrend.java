package io.barnhand.gait.operators.gait.numeric;

import java.util.Arrays;
import java.util.Optional;

/**
 * A smooth curve through unevenly sampled values with outliers: local straight lines with tricube
 * weights in time and bisquare weights on residuals (Cleveland 1979, "Robust locally weighted
 * regression"). The half width sets what is smoothed away: a rhythm of period T needs a half width
 * near T or more.
 */
public final class RobustTrend {

    private static final int ROBUST_PASSES = 2;
    private static final int MIN_SAMPLES = 4;

    private final double[] t;
    private final double[] value;
    private final double[] robust;
    private final double halfWidth;
    private double slope;

    private RobustTrend(double[] t, double[] value, double halfWidth) {
        this.t = t;
        this.value = value;
        this.halfWidth = halfWidth;
        robust = new double[t.length];
        Arrays.fill(robust, 1);
    }

    /**
     * @param t ascending, s
     * @param values NaN where absent
     * @param halfWidth s
     * @return empty where fewer than four values are present
     */
    public static Optional<RobustTrend> fit(double[] t, double[] values, double halfWidth) {
        int n = 0;
        double[] times = new double[t.length];
        double[] present = new double[t.length];
        for (int i = 0; i < t.length; i++) {
            if (!Double.isNaN(values[i])) {
                times[n] = t[i];
                present[n++] = values[i];
            }
        }
        if (n < MIN_SAMPLES) {
            return Optional.empty();
        }
        RobustTrend trend =
                new RobustTrend(Arrays.copyOf(times, n), Arrays.copyOf(present, n), halfWidth);
        for (int pass = 0; pass < ROBUST_PASSES; pass++) {
            trend.reweight();
        }
        return Optional.of(trend);
    }

    private void reweight() {
        double[] residuals = new double[t.length];
        for (int i = 0; i < t.length; i++) {
            residuals[i] = value[i] - at(t[i]);
        }
        double reach = 6 * Quantiles.robustSd(residuals) / 1.4826;
        for (int i = 0; i < t.length; i++) {
            double r = reach > 0 ? residuals[i] / reach : 0;
            robust[i] = Math.abs(r) < 1 ? (1 - r * r) * (1 - r * r) : 0;
        }
    }

    /** Value of the curve at a time. */
    public double at(double time) {
        double reach = halfWidth;
        // A window with too few samples, beside a gap or an end, is widened rather than guessed.
        for (int attempt = 0; attempt < 8; attempt++, reach *= 1.5) {
            double value = localLine(time, reach);
            if (!Double.isNaN(value)) {
                return value;
            }
        }
        slope = 0;
        return Quantiles.median(value);
    }

    /** Slope of the curve at a time, per s. */
    public double slopeAt(double time) {
        at(time);
        return slope;
    }

    public double[] at(double[] times) {
        double[] values = new double[times.length];
        for (int i = 0; i < times.length; i++) {
            values[i] = at(times[i]);
        }
        return values;
    }

    private double localLine(double time, double reach) {
        int from = Ascending.lowerBound(t, time - reach);
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double v0 = 0;
        double v1 = 0;
        int used = 0;
        for (int i = from; i < t.length && t[i] < time + reach; i++) {
            double d = t[i] - time;
            double u = Math.abs(d) / reach;
            double c = 1 - u * u * u;
            double w = c * c * c * robust[i];
            if (w > 0) {
                used++;
                s0 += w;
                s1 += w * d;
                s2 += w * d * d;
                v0 += w * value[i];
                v1 += w * d * value[i];
            }
        }
        double determinant = s0 * s2 - s1 * s1;
        if (used < MIN_SAMPLES || !(determinant > 1e-9 * s0 * s2)) {
            return Double.NaN;
        }
        slope = (s0 * v1 - s1 * v0) / determinant;
        return (s2 * v0 - s1 * v1) / determinant;
    }
}
