package io.barnhand.gait.operators.gait.numeric;

import java.util.Arrays;

/** Times in ascending order. */
public final class Ascending {

    private Ascending() {}

    /** Index of the first value that is not below a bound; the length where all are. */
    public static int lowerBound(double[] values, double bound) {
        int found = Arrays.binarySearch(values, bound);
        return found >= 0 ? found : -found - 1;
    }

    /** Median distance of neighbours; NaN below two values. */
    public static double medianStep(double[] values) {
        double[] steps = new double[Math.max(0, values.length - 1)];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = values[i + 1] - values[i];
        }
        return Quantiles.median(steps);
    }

    /**
     * Values less the straight line through those that are present; all NaN where there is none.
     *
     * @param t {@code [n]} ascending
     * @param values {@code [n]}, NaN where absent
     */
    public static double[] withoutLine(double[] t, double[] values) {
        LeastSquares line = new LeastSquares(2);
        line.clear();
        double[] row = {1, 0};
        for (int i = 0; i < t.length; i++) {
            if (!Double.isNaN(values[i])) {
                row[1] = t[i] - t[0];
                line.add(row, values[i], 1);
            }
        }
        double[] solution = new double[2];
        double[] level = new double[t.length];
        if (!line.solve(solution)) {
            Arrays.fill(level, Double.NaN);
            return level;
        }
        for (int i = 0; i < t.length; i++) {
            level[i] = values[i] - solution[0] - solution[1] * (t[i] - t[0]);
        }
        return level;
    }
}
