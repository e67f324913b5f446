package io.barnhand.gait.operators.gait.numeric;

import java.util.List;

/**
 * Standard error from estimates that each leave one stride out (Efron &amp; Tibshirani 1993, An
 * Introduction to the Bootstrap, chapter 11).
 */
public final class Jackknife {

    private Jackknife() {}

    /**
     * @param leftOut what the whole estimate becomes, or changes by, without each stride in turn
     */
    public static double standardError(List<Double> leftOut) {
        int n = leftOut.size();
        if (n < 2) {
            return Double.NaN;
        }
        double mean = leftOut.stream().mapToDouble(Double::doubleValue).sum() / n;
        double squares = 0;
        for (double value : leftOut) {
            squares += (value - mean) * (value - mean);
        }
        return Math.sqrt((n - 1.0) / n * squares);
    }
}
