package io.barnhand.gait.operators.gait.numeric;

import java.util.Arrays;

/** Order statistics that leave NaN (absent) values out. */
public final class Quantiles {

    /** Makes the median absolute deviation of a normal distribution its standard deviation. */
    private static final double MAD_TO_SD = 1.4826;

    private Quantiles() {}

    public static double median(double[] values) {
        return quantile(values, 0.5);
    }

    /**
     * Linear interpolation between order statistics (type 7 of Hyndman &amp; Fan 1996); NaN where
     * nothing is present.
     *
     * @param share 0..1
     * @throws IllegalArgumentException where it is not
     */
    public static double quantile(double[] values, double share) {
        if (!(share >= 0 && share <= 1)) {
            throw new IllegalArgumentException("A quantile's share must be 0..1, got " + share);
        }
        double[] sorted = present(values);
        if (sorted.length == 0) {
            return Double.NaN;
        }
        Arrays.sort(sorted);
        double position = share * (sorted.length - 1);
        int below = (int) Math.floor(position);
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (position - below) * (sorted[above] - sorted[below]);
    }

    /** Standard deviation about zero of residuals, from the median of their absolute values. */
    public static double robustSd(double[] residuals) {
        double[] absolute = new double[residuals.length];
        for (int i = 0; i < residuals.length; i++) {
            absolute[i] = Math.abs(residuals[i]);
        }
        return MAD_TO_SD * median(absolute);
    }

    public static double[] present(double[] values) {
        return Arrays.stream(values).filter(v -> !Double.isNaN(v)).toArray();
    }
}
