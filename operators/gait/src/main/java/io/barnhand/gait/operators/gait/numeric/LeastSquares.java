package io.barnhand.gait.operators.gait.numeric;

import java.util.Arrays;

/**
 * Weighted linear least squares with few unknowns, by the normal equations and Cholesky's
 * factorisation. Buffers are reused between fits: one instance per estimator, not thread-safe.
 */
public final class LeastSquares {

    private final int unknowns;

    /** Lower triangle, row by row. */
    private final double[] normal;

    private final double[] right;
    private double squares;

    public LeastSquares(int unknowns) {
        this.unknowns = unknowns;
        normal = new double[unknowns * (unknowns + 1) / 2];
        right = new double[unknowns];
    }

    public void clear() {
        Arrays.fill(normal, 0);
        Arrays.fill(right, 0);
        squares = 0;
    }

    /** Adds one observation {@code value ≈ Σ row[k]·solution[k]}. */
    public void add(double[] row, double value, double weight) {
        squares += weight * value * value;
        int at = 0;
        for (int i = 0; i < unknowns; i++) {
            double wi = weight * row[i];
            right[i] += wi * value;
            for (int j = 0; j <= i; j++) {
                normal[at++] += wi * row[j];
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
     * After a {@link #solve} that succeeded: how the sum {@code Σ direction[k]·solution[k]} depends
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

    /** Weighted sum of squared residuals about a solution of {@link #solve}. */
    public double squaredResiduals(double[] solution) {
        double explained = 0;
        for (int k = 0; k < unknowns; k++) {
            explained += solution[k] * right[k];
        }
        return Math.max(0, squares - explained);
    }

    private boolean factorise() {
        int row = 0;
        for (int i = 0; i < unknowns; i++) {
            double diagonal = normal[row + i];
            int other = 0;
            for (int j = 0; j <= i; j++) {
                double sum = normal[row + j];
                for (int k = 0; k < j; k++) {
                    sum -= normal[row + k] * normal[other + k];
                }
                if (i == j) {
                    // What is left of a diagonal after elimination is the part no other column
                    // explains.
                    if (!(sum > 1e-10 * diagonal)) {
                        return false;
                    }
                    normal[row + i] = Math.sqrt(sum);
                } else {
                    normal[row + j] = sum / normal[other + j];
                }
                other += j + 1;
            }
            row += i + 1;
        }
        return true;
    }

    private void substitute(double[] from, double[] solution) {
        int row = 0;
        for (int i = 0; i < unknowns; i++) {
            double sum = from[i];
            for (int k = 0; k < i; k++) {
                sum -= normal[row + k] * solution[k];
            }
            solution[i] = sum / normal[row + i];
            row += i + 1;
        }
        for (int i = unknowns - 1; i >= 0; i--) {
            double sum = solution[i];
            for (int k = i + 1; k < unknowns; k++) {
                sum -= normal[k * (k + 1) / 2 + i] * solution[k];
            }
            solution[i] = sum / normal[i * (i + 1) / 2 + i];
        }
    }
}
