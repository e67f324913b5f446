package io.barnhand.gait.operators.gait.rhythm;

import io.barnhand.gait.operators.gait.numeric.AutoregressiveNoise;
import io.barnhand.gait.operators.gait.numeric.LeastSquares;
import io.barnhand.gait.operators.gait.numeric.Quantiles;
import io.barnhand.gait.operators.gait.signal.HoofSignals;
import io.barnhand.gait.operators.records.Limb;
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
    private final double[][] rows;
    private final double[] solution = new double[UNKNOWNS];
    private final double middle;
    private double rowsAt = Double.NaN;

    HarmonicFit(HoofSignals signals) {
        this.signals = signals;
        int n = signals.frames();
        middle = n == 0 ? 0 : 0.5 * (signals.t()[0] + signals.t()[n - 1]);
        rows = new double[n][UNKNOWNS];
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
                cost += squares.squaredResiduals(solution);
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
            double[] residuals = residuals(l);
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
                residuals[l] = residuals(l);
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
                curves[l][i] = fitted ? model(i) : Double.NaN;
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

    /**
     * Standard error of a frequency that was {@link #refine refined}, Hz: with d the derivative of
     * a limb's curve by frequency, freed of what its other unknowns can follow, the frequency's
     * error is Σ w·d·ε / Σ w·d² over all limbs.
     *
     * @param noise {@code [4]} of each limb; limbs of which it is not known are taken as without
     * @return NaN where nothing is known of the noise
     */
    double frequencyError(double frequency, AutoregressiveNoise[] noise) {
        double variance = 0;
        double information = 0;
        boolean any = false;
        for (int l = 0; l < Limb.COUNT; l++) {
            if (!used[l] || !fit(l, frequency)) {
                continue;
            }
            double[] d = freedDerivative(l);
            double[] w = signals.weight()[l];
            double[] coefficient = new double[d.length];
            for (int i = 0; i < d.length; i++) {
                if (!Double.isNaN(signals.excursion()[l][i])) {
                    coefficient[i] = w[i] * robust[l][i] * d[i];
                    information += coefficient[i] * d[i];
                }
            }
            if (noise[l].known()) {
                any = true;
                variance += noise[l].variance(signals.t(), coefficient);
            }
        }
        return any && information > 0 ? Math.sqrt(variance) / information : Double.NaN;
    }

    /**
     * By how much the hooves are ahead of their curves between two times, s, with its variance: Σ
     * w·c'·(e − c) / Σ w·c'² over all limbs, c' the slope of the curve c; NaN where no limb was
     * seen moving.
     *
     * @param noise {@code [4]} of each limb, as in {@link #frequencyError}
     */
    double[] ahead(double frequency, double from, double to, AutoregressiveNoise[] noise) {
        double sum = 0;
        double information = 0;
        double variance = 0;
        for (int l = 0; l < Limb.COUNT; l++) {
            if (!used[l] || !noise[l].known() || !fit(l, frequency)) {
                continue;
            }
            double[] slope = byPhase(2 * Math.PI * frequency, false);
            double[] residual = residuals(l);
            double[] coefficient = new double[slope.length];
            for (int i = 0; i < slope.length; i++) {
                double t = signals.t()[i];
                if (t >= from && t < to && counts(l, i)) {
                    coefficient[i] = weight(l, i) * slope[i];
                    sum += coefficient[i] * residual[i];
                    information += coefficient[i] * slope[i];
                }
            }
            variance += noise[l].variance(signals.t(), coefficient);
        }
        return information > 0
                ? new double[] {sum / information, variance / (information * information)}
                : new double[] {Double.NaN, Double.NaN};
    }

    /** Σ h·(b·cos − a·sin) of the last fit, times a factor and, if wanted, the time. */
    private double[] byPhase(double factor, boolean timesTime) {
        double[] derivative = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            for (int h = 1; h <= HARMONICS; h++) {
                derivative[i] -= h * solution[2 * h] * rows[i][2 * h + 1];
                derivative[i] += h * solution[2 * h + 1] * rows[i][2 * h];
            }
            derivative[i] *= factor * (timesTime ? signals.t()[i] - middle : 1);
        }
        return derivative;
    }

    private double[] freedDerivative(int limb) {
        int n = signals.frames();
        double[] derivative = byPhase(2 * Math.PI, true);
        double[] explained = new double[UNKNOWNS];
        squares.clear();
        for (int i = 0; i < n; i++) {
            if (counts(limb, i)) {
                squares.add(rows[i], derivative[i], weight(limb, i));
            }
        }
        if (squares.solve(explained)) {
            for (int i = 0; i < n; i++) {
                for (int k = 0; k < UNKNOWNS; k++) {
                    derivative[i] -= rows[i][k] * explained[k];
                }
            }
        }
        return derivative;
    }

    private boolean fit(int limb, double frequency) {
        fillRows(frequency);
        squares.clear();
        double[] e = signals.excursion()[limb];
        for (int i = 0; i < e.length; i++) {
            if (counts(limb, i)) {
                squares.add(rows[i], e[i], weight(limb, i));
            }
        }
        return squares.solve(solution);
    }

    private boolean counts(int limb, int i) {
        return !Double.isNaN(signals.excursion()[limb][i]) && robust[limb][i] > 0;
    }

    private double weight(int limb, int i) {
        return signals.weight()[limb][i] * robust[limb][i];
    }

    /** Residuals from the solution of the last {@code fit}. */
    private double[] residuals(int limb) {
        double[] e = signals.excursion()[limb];
        double[] residuals = new double[e.length];
        for (int i = 0; i < e.length; i++) {
            residuals[i] = Double.isNaN(e[i]) ? Double.NaN : e[i] - model(i);
        }
        return residuals;
    }

    private double model(int i) {
        double model = 0;
        for (int k = 0; k < UNKNOWNS; k++) {
            model += rows[i][k] * solution[k];
        }
        return model;
    }

    /** All limbs share the times, and so the rows of a frequency. */
    private void fillRows(double frequency) {
        if (frequency == rowsAt) {
            return;
        }
        rowsAt = frequency;
        for (int i = 0; i < rows.length; i++) {
            double time = signals.t()[i] - middle;
            rows[i][0] = 1;
            rows[i][1] = time;
            double cos = Math.cos(2 * Math.PI * frequency * time);
            double sin = Math.sin(2 * Math.PI * frequency * time);
            double c = cos;
            double s = sin;
            for (int h = 1; h <= HARMONICS; h++) {
                rows[i][2 * h] = c;
                rows[i][2 * h + 1] = s;
                double next = c * cos - s * sin;
                s = s * cos + c * sin;
                c = next;
            }
        }
    }
}
