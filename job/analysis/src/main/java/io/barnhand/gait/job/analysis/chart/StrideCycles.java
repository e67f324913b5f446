package io.barnhand.gait.job.analysis.chart;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.statistics.distribution.TDistribution;

/** A quantity stride by stride, each from touch-down to the next, at the same shares of it. */
public final class StrideCycles {

    /** From 0 to 100 % in steps of 3⅓ %. */
    static final int POINTS = 31;

    private static final int MIN_STRIDES = 3;
    private static final int MAX_DRAWN = 8;

    private final List<double[]> strides = new ArrayList<>();

    /**
     * Adds a stride. Between two frames it goes straight; where frames are missing it has no value.
     *
     * @param t {@code [n]} s, ascending
     * @param value {@code [n]}, NaN where not seen
     * @param from touch-down, s
     * @param to the next, s
     * @param longest distance of frames between which nothing is missing, s
     */
    public void add(double[] t, double[] value, double from, double to, double longest) {
        double[] stride = new double[POINTS];
        boolean any = false;
        int i = 0;
        for (int k = 0; k < POINTS; k++) {
            double time = from + (to - from) * k / (POINTS - 1);
            while (i < t.length - 1 && t[i + 1] < time) {
                i++;
            }
            boolean between = i < t.length - 1 && t[i] <= time && t[i + 1] - t[i] <= longest;
            double share = between ? (time - t[i]) / (t[i + 1] - t[i]) : Double.NaN;
            stride[k] = between ? value[i] + share * (value[i + 1] - value[i]) : Double.NaN;
            any |= !Double.isNaN(stride[k]);
        }
        if (any) {
            strides.add(stride);
        }
    }

    public boolean isEmpty() {
        return strides.isEmpty();
    }

    /** How many there are. */
    public int count() {
        return strides.size();
    }

    /** How many of them are drawn. */
    public int countDrawn() {
        return Math.min(strides.size(), MAX_DRAWN);
    }

    List<double[]> strides() {
        return strides;
    }

    /**
     * As many as the eye can separate, spread over the pass: its ends may be seen at another angle.
     */
    List<double[]> drawn() {
        int drawn = countDrawn();
        List<double[]> some = new ArrayList<>();
        for (int k = 0; k < drawn; k++) {
            some.add(strides.get(drawn < 2 ? 0 : k * (strides.size() - 1) / (drawn - 1)));
        }
        return some;
    }

    /**
     * {@code [3][POINTS]} mean over strides and the ends of its 95 % interval, taking strides for
     * independent; NaN where fewer than three have a value.
     */
    double[][] mean() {
        double[][] mean = new double[3][POINTS];
        for (int k = 0; k < POINTS; k++) {
            double sum = 0;
            double squares = 0;
            int n = 0;
            for (double[] stride : strides) {
                if (!Double.isNaN(stride[k])) {
                    sum += stride[k];
                    squares += stride[k] * stride[k];
                    n++;
                }
            }
            double average = n < MIN_STRIDES ? Double.NaN : sum / n;
            double variance = Math.max(0, (squares - n * average * average) / (n - 1));
            double half =
                    n < MIN_STRIDES
                            ? Double.NaN
                            : TDistribution.of(n - 1).inverseCumulativeProbability(0.975)
                                    * Math.sqrt(variance / n);
            mean[0][k] = average;
            mean[1][k] = average - half;
            mean[2][k] = average + half;
        }
        return mean;
    }

    /** Of the strides drawn and the interval of their mean. */
    double lowest() {
        return extreme(-1);
    }

    double highest() {
        return extreme(1);
    }

    private double extreme(int sign) {
        double best = Double.NEGATIVE_INFINITY;
        List<double[]> all = new ArrayList<>(drawn());
        all.addAll(List.of(mean()));
        for (double[] values : all) {
            for (double value : values) {
                best = Double.isNaN(value) ? best : Math.max(best, sign * value);
            }
        }
        return sign * best;
    }
}
