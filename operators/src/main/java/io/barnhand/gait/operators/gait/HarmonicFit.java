package io.barnhand.gait.operators.gait;

import io.barnhand.gait.operators.numeric.LeastSquares;
import io.barnhand.gait.operators.numeric.Quantiles;
import java.util.Arrays;

/**
 * Three harmonics on a sloping line, fitted to each limb's excursion by weighted least squares at a
 * given frequency. Takes irregular times as they are. Outliers (another limb's hoof, a point on the
 * belly) lose their weight by Tukey's bisquare at 4.7 robust standard deviations.
 */
final class HarmonicFit {

    private static final int HARMONICS = 3;
    private static final int UNKNOWNS = 2 + 2 * HARMONICS;
    private static final double TUKEY = 4.685;

    private final HoofSignals signals;
    private final double[][] robust = new double[Limb.COUNT][];
    private final boolean[] used = new boolean[Limb.COUNT];
    private final LeastSquares squares = new LeastSquares(UNKNOWNS);
    private final double[] row = new double[UNKNOWNS];
    private final double[] solution = new double[UNKNOWNS];
    private final double middle;

    HarmonicFit(HoofSignals signals) {
        this.signals = signals;
        int n = signals.frames();
        middle = n == 0 ? 0 : 0.5 * (signals.t()[0] + signals.t()[n - 1]);
        for (Limb limb : Limb.values()) {
            robust[limb.ordinal()] = new double[n];
            Arrays.fill(robust[limb.ordinal()], 1);
            used[limb.ordinal()] = signals.seen(limb) >= 2 * UNKNOWNS;
        }
    }

    /** Weighted sum of squared residuals at a frequency, BL²; NaN where no limb can be fitted. */
    double cost(double frequency) {
        double cost = 0;
        boolean any = false;
        for (int l = 0; l < Limb.COUNT; l++) {
            if (used[l] && fit(l, frequency)) {
                any = true;
                cost += squaredResiduals(l, frequency);
            }
        }
        return any ? cost : Double.NaN;
    }

    /** Lowers the weight of outliers from the curve at a frequency. */
    void reweight(double frequency) {
        for (int l = 0; l < Limb.COUNT; l++) {
            if (!used[l] || !fit(l, frequency)) {
                continue;
            }
            double[] residuals = residuals(l, frequency);
            double reach = TUKEY * Quantiles.robustSd(residuals);
            for (int i = 0; i < residuals.length; i++) {
                double r = reach > 0 ? residuals[i] / reach : 0;
                robust[l][i] = Math.abs(r) < 1 ? (1 - r * r) * (1 - r * r) : 0;
            }
        }
    }

    /** {@code [4][n]} residuals at a frequency, BL; NaN where not seen or not fitted. */
    double[][] residuals(double frequency) {
        double[][] residuals = new double[Limb.COUNT][];
        for (int l = 0; l < Limb.COUNT; l++) {
            if (used[l] && fit(l, frequency)) {
                residuals[l] = residuals(l, frequency);
            } else {
                residuals[l] = new double[signals.frames()];
                Arrays.fill(residuals[l], Double.NaN);
            }
        }
        return residuals;
    }

    /** {@code [4][n]} the fitted curves at a frequency, BL; NaN where a limb was not fitted. */
    double[][] curves(double frequency) {
        double[][] curves = new double[Limb.COUNT][signals.frames()];
        for (int l = 0; l < Limb.COUNT; l++) {
            boolean fitted = used[l] && fit(l, frequency);
            for (int i = 0; i < curves[l].length; i++) {
                curves[l][i] = fitted ? model(signals.t()[i], frequency) : Double.NaN;
            }
        }
        return curves;
    }

    /** The frequency with the smallest cost between two, by golden section. */
    double refine(double low, double high, double tolerance) {
        double ratio = 0.5 * (Math.sqrt(5) - 1);
        double a = low;
        double b = high;
        double c = b - ratio * (b - a);
        double d = a + ratio * (b - a);
        double costC = cost(c);
        double costD = cost(d);
        while (b - a > tolerance) {
            if (costC < costD) {
                b = d;
                d = c;
                costD = costC;
                c = b - ratio * (b - a);
                costC = cost(c);
            } else {
                a = c;
                c = d;
                costC = costD;
                d = a + ratio * (b - a);
                costD = cost(d);
            }
        }
        return 0.5 * (a + b);
    }

    private boolean fit(int limb, double frequency) {
        squares.clear();
        double[] e = signals.excursion()[limb];
        double[] w = signals.weight()[limb];
        for (int i = 0; i < e.length; i++) {
            if (!Double.isNaN(e[i]) && robust[limb][i] > 0) {
                fillRow(signals.t()[i], frequency);
                squares.add(row, e[i], w[i] * robust[limb][i]);
            }
        }
        return squares.solve(solution);
    }

    private double squaredResiduals(int limb, double frequency) {
        double sum = 0;
        double[] w = signals.weight()[limb];
        double[] residuals = residuals(limb, frequency);
        for (int i = 0; i < residuals.length; i++) {
            if (!Double.isNaN(residuals[i])) {
                sum += w[i] * robust[limb][i] * residuals[i] * residuals[i];
            }
        }
        return sum;
    }

    /** Residuals from the solution of the last {@code fit}. */
    private double[] residuals(int limb, double frequency) {
        double[] e = signals.excursion()[limb];
        double[] residuals = new double[e.length];
        for (int i = 0; i < e.length; i++) {
            if (Double.isNaN(e[i])) {
                residuals[i] = Double.NaN;
                continue;
            }
            residuals[i] = e[i] - model(signals.t()[i], frequency);
        }
        return residuals;
    }

    private double model(double t, double frequency) {
        fillRow(t, frequency);
        double model = 0;
        for (int k = 0; k < UNKNOWNS; k++) {
            model += row[k] * solution[k];
        }
        return model;
    }

    private void fillRow(double t, double frequency) {
        row[0] = 1;
        row[1] = t - middle;
        for (int h = 1; h <= HARMONICS; h++) {
            double angle = 2 * Math.PI * h * frequency * (t - middle);
            row[2 * h] = Math.cos(angle);
            row[2 * h + 1] = Math.sin(angle);
        }
    }
}
