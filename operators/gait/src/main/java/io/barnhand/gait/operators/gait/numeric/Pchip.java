package io.barnhand.gait.operators.gait.numeric;

import java.util.Arrays;

/**
 * A piecewise cubic through samples that keeps their shape: it never overshoots them (Fritsch &amp;
 * Butland 1984, "A method for constructing local monotone piecewise cubic interpolants"). It does
 * not extrapolate.
 */
public final class Pchip {

    private final double[] x;
    private final double[] y;
    private final double[] slope;

    /**
     * @param x strictly ascending, at least two
     * @param y the same number of values
     */
    public Pchip(double[] x, double[] y) {
        this.x = x;
        this.y = y;
        int n = x.length;
        slope = new double[n];
        double before = (y[1] - y[0]) / (x[1] - x[0]);
        slope[0] = before;
        for (int i = 1; i < n - 1; i++) {
            double after = (y[i + 1] - y[i]) / (x[i + 1] - x[i]);
            if (before * after > 0) {
                double w1 = 2 * (x[i + 1] - x[i]) + x[i] - x[i - 1];
                double w2 = x[i + 1] - x[i] + 2 * (x[i] - x[i - 1]);
                slope[i] = (w1 + w2) / (w1 / before + w2 / after);
            }
            before = after;
        }
        slope[n - 1] = before;
    }

    /**
     * Value at a place; NaN outside the samples, and where the two samples around it are farther
     * apart than a bound.
     */
    public double at(double place, double widest) {
        int found = Arrays.binarySearch(x, place);
        if (found >= 0) {
            return y[found];
        }
        int i = -found - 2;
        if (i < 0 || i >= x.length - 1 || x[i + 1] - x[i] > widest) {
            return Double.NaN;
        }
        double h = x[i + 1] - x[i];
        double u = (place - x[i]) / h;
        double v = 1 - u;
        return y[i] * v * v * (1 + 2 * u)
                + y[i + 1] * u * u * (1 + 2 * v)
                + h * u * v * (slope[i] * v - slope[i + 1] * u);
    }
}
