package io.barnhand.gait.operators.numeric;

import java.util.Arrays;

/**
 * Weighted linear least squares with few unknowns, by the normal equations and Cholesky's
 * factorisation. Buffers are reused between fits: one instance per estimator, not thread-safe.
 */
public final class LeastSquares {

    private final int unknowns;
    private final double[][] normal;
    private final double[] right;

    public LeastSquares(int unknowns) {
        this.unknowns = unknowns;
        normal = new double[unknowns][unknowns];
        right = new double[unknowns];
    }

    public void clear() {
        for (double[] row : normal) {
            Arrays.fill(row, 0);
        }
        Arrays.fill(right, 0);
    }

    /** Adds one observation {@code value ≈ Σ row[k]·solution[k]}. */
    public void add(double[] row, double value, double weight) {
        for (int i = 0; i < unknowns; i++) {
            double wi = weight * row[i];
            right[i] += wi * value;
            for (int j = 0; j <= i; j++) {
                normal[i][j] += wi * row[j];
            }
        }
    }

    /**
     * Solves what was added; a row of {@code add} must follow a {@link #clear} after this.
     *
     * @return false where the observations do not determine the unknowns
     */
    public boolean solve(double[] solution) {
        if (!factorise()) {
            return false;
        }
        substitute(right, solution);
        return true;
    }

    /**
     * After a {@link #solve} that succeeded: how the sum {@code Σ direction[k]·solution[k]} hangs
     * on the observations. It changes by {@code weight·(row · result)} for a unit of an
     * observation.
     *
     * @param direction {@code [unknowns]}
     * @return {@code [unknowns]}, the inverse normal matrix times the direction
     */
    public double[] influence(double[] direction) {
        double[] result = new double[unknowns];
        substitute(direction, result);
        return result;
    }

    private boolean factorise() {
        for (int i = 0; i < unknowns; i++) {
            double diagonal = normal[i][i];
            for (int j = 0; j <= i; j++) {
                double sum = normal[i][j];
                for (int k = 0; k < j; k++) {
                    sum -= normal[i][k] * normal[j][k];
                }
                if (i == j) {
                    // What is left of a diagonal after elimination is the part no other column
                    // explains.
                    if (!(sum > 1e-10 * diagonal)) {
                        return false;
                    }
                    normal[i][i] = Math.sqrt(sum);
                } else {
                    normal[i][j] = sum / normal[j][j];
                }
            }
        }
        return true;
    }

    private void substitute(double[] from, double[] solution) {
        for (int i = 0; i < unknowns; i++) {
            double sum = from[i];
            for (int k = 0; k < i; k++) {
                sum -= normal[i][k] * solution[k];
            }
            solution[i] = sum / normal[i][i];
        }
        for (int i = unknowns - 1; i >= 0; i--) {
            double sum = solution[i];
            for (int k = i + 1; k < unknowns; k++) {
                sum -= normal[k][i] * solution[k];
            }
            solution[i] = sum / normal[i][i];
        }
    }
}
