package io.barnhand.gait.job.simulation.horse;

/** A smooth curve through values at given places, flat at its ends; monotone between its knots. */
final class KnotCurve {

    private final double[] at;
    private final double[] value;
    private final double[] slope;

    /**
     * @param knots place and value by turns; places ascend
     */
    KnotCurve(double... knots) {
        int n = knots.length / 2;
        at = new double[n];
        value = new double[n];
        slope = new double[n];
        for (int i = 0; i < n; i++) {
            at[i] = knots[2 * i];
            value[i] = knots[2 * i + 1];
        }
        for (int i = 1; i < n - 1; i++) {
            double before = (value[i] - value[i - 1]) / (at[i] - at[i - 1]);
            double after = (value[i + 1] - value[i]) / (at[i + 1] - at[i]);
            // The harmonic mean keeps the curve between its knots (Fritsch and Butland 1984).
            slope[i] = before * after > 0 ? 2 * before * after / (before + after) : 0;
        }
    }

    double at(double place) {
        int i = 0;
        while (i < at.length - 2 && at[i + 1] < place) {
            i++;
        }
        double width = at[i + 1] - at[i];
        double w = Math.max(0, Math.min(1, (place - at[i]) / width));
        double w2 = w * w;
        double w3 = w2 * w;
        return value[i] * (2 * w3 - 3 * w2 + 1)
                + width * slope[i] * (w3 - 2 * w2 + w)
                + value[i + 1] * (3 * w2 - 2 * w3)
                + width * slope[i + 1] * (w3 - w2);
    }
}
