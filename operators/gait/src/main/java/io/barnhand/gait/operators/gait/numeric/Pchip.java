package io.barnhand.gait.operators.gait.numeric;

import java.util.Arrays;
import java.util.Locale;

/**
 * A piecewise cubic through samples that keeps their shape: it never overshoots them (Fritsch &amp;
 * Butland 1984, "A method for constructing local monotone piecewise cubic interpolants"). At the
 * two ends the slope is that of the parabola through the last three samples, held so that the shape
 * is kept there too (Moler 2004, "Numerical Computing with MATLAB", 3.6); of two samples it is the
 * line through them. It does not extrapolate.
 */
public final class Pchip {

    private final double[] x;
    private final double[] y;
    private final double[] slope;

    /**
     * @param x strictly ascending, at least two, finite
     * @param y the same number of values, finite
     * @throws IllegalArgumentException where they are not
     */
    public Pchip(double[] x, double[] y) {
        if (x.length < 2 || x.length != y.length) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "A curve needs two samples or more and a value for each, got %d places and %d values",
                            x.length,
                            y.length));
        }
        double[] step = new double[x.length - 1];
        double[] secant = new double[x.length - 1];
        for (int i = 0; i < step.length; i++) {
            step[i] = x[i + 1] - x[i];
            secant[i] = (y[i + 1] - y[i]) / step[i];
            if (!(step[i] > 0) || !Double.isFinite(secant[i])) {
                throw new IllegalArgumentException(
                        "The samples of a curve must be finite and their places must ascend, got"
                                + String.format(
                                        Locale.ROOT,
                                        " (%s, %s) and (%s, %s)",
                                        x[i],
                                        y[i],
                                        x[i + 1],
                                        y[i + 1]));
            }
        }
        this.x = x;
        this.y = y;
        slope = slopes(step, secant);
    }

    private static double[] slopes(double[] step, double[] secant) {
        int last = step.length;
        double[] slope = new double[last + 1];
        if (last == 1) {
            Arrays.fill(slope, secant[0]);
            return slope;
        }
        for (int i = 1; i < last; i++) {
            if (secant[i - 1] * secant[i] > 0) {
                double w1 = 2 * step[i] + step[i - 1];
                double w2 = step[i] + 2 * step[i - 1];
                slope[i] = (w1 + w2) / (w1 / secant[i - 1] + w2 / secant[i]);
            }
        }
        slope[0] = end(step[0], step[1], secant[0], secant[1]);
        slope[last] = end(step[last - 1], step[last - 2], secant[last - 1], secant[last - 2]);
        return slope;
    }

    /** Slope at an end, given the step and secant beside it and those next to them. */
    private static double end(double step, double nextStep, double secant, double nextSecant) {
        double parabola = ((2 * step + nextStep) * secant - step * nextSecant) / (step + nextStep);
        if (parabola * secant <= 0) {
            return 0;
        }
        boolean turns = secant * nextSecant <= 0;
        return turns && Math.abs(parabola) > 3 * Math.abs(secant) ? 3 * secant : parabola;
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
