package io.barnhand.gait.operators.gait.numeric;

import java.util.Arrays;
import java.util.Optional;

/**
 * The mean cycle of a quantity: a sloping line and harmonics of a known frequency, fitted by
 * weighted least squares to samples at any times; outliers lose their weight by Tukey's bisquare.
 * The line takes up drift and is no part of the cycle.
 */
public final class HarmonicCycle {

    private static final int STEPS = 180;
    private static final double TUKEY = 4.685;
    private static final int ROBUST_PASSES = 2;

    /** Unknowns are at most this share of the samples. */
    private static final double SAMPLES_PER_UNKNOWN = 2;

    private final double frequency;
    private final int harmonics;
    private final double middle;
    private final double[] t;
    private final double[] weight;
    private final double[] solution;
    private final LeastSquares squares;
    private final AutoregressiveNoise noise;

    private HarmonicCycle(
            double frequency, int harmonics, double middle, double[] t, double[] weight) {
        this.frequency = frequency;
        this.harmonics = harmonics;
        this.middle = middle;
        this.t = t;
        this.weight = weight;
        solution = new double[2 + 2 * harmonics];
        squares = new LeastSquares(solution.length);
        noise = AutoregressiveNoise.UNKNOWN;
    }

    private HarmonicCycle(HarmonicCycle fit, AutoregressiveNoise noise) {
        frequency = fit.frequency;
        harmonics = fit.harmonics;
        middle = fit.middle;
        t = fit.t;
        weight = fit.weight;
        solution = fit.solution;
        squares = fit.squares;
        this.noise = noise;
    }

    /**
     * @param t {@code [n]} s, ascending
     * @param value {@code [n]}, NaN where absent
     * @param weight {@code [n]} of the samples, not negative
     * @param frequency Hz
     * @param harmonics wanted; fewer are fitted where the samples or their rate are too few
     * @param period nominal distance of samples, s
     * @return empty where not even one harmonic can be fitted
     */
    public static Optional<HarmonicCycle> fit(
            double[] t,
            double[] value,
            double[] weight,
            double frequency,
            int harmonics,
            double period) {
        int n = Quantiles.present(value).length;
        int byRate = (int) Math.floor(0.45 / (period * frequency));
        int byNumber = (int) Math.floor((n / SAMPLES_PER_UNKNOWN - 2) / 2);
        int fitted = Math.min(harmonics, Math.min(byRate, byNumber));
        if (fitted < 1) {
            return Optional.empty();
        }
        double[] used = new double[t.length];
        for (int i = 0; i < t.length; i++) {
            used[i] = Double.isNaN(value[i]) ? 0 : weight[i];
        }
        double middle = 0.5 * (t[0] + t[t.length - 1]);
        HarmonicCycle fit = new HarmonicCycle(frequency, fitted, middle, t, used);
        double[] residual = new double[t.length];
        double[] given = used.clone();
        for (int pass = 0; ; pass++) {
            if (!fit.solve(value)) {
                return Optional.empty();
            }
            for (int i = 0; i < t.length; i++) {
                residual[i] = given[i] > 0 ? value[i] - fit.at(t[i]) : Double.NaN;
            }
            if (pass == ROBUST_PASSES) {
                break;
            }
            fit.reweight(given, residual);
        }
        for (int i = 0; i < t.length; i++) {
            residual[i] = used[i] > 0 ? residual[i] : Double.NaN;
        }
        AutoregressiveNoise noise =
                AutoregressiveNoise.of(
                        t, residual, period, columns(frequency, fitted, t[t.length - 1] - t[0]));
        return Optional.of(new HarmonicCycle(fit, noise));
    }

    /** Frequencies of the columns of such a fit, Hz; a slope over a span is half a cycle of it. */
    private static double[] columns(double frequency, int harmonics, double span) {
        double[] columns = new double[2 + 2 * harmonics];
        columns[1] = 0.5 / span;
        for (int h = 1; h <= harmonics; h++) {
            columns[2 * h] = h * frequency;
            columns[2 * h + 1] = h * frequency;
        }
        return columns;
    }

    /** How many harmonics were fitted. */
    public int harmonics() {
        return harmonics;
    }

    /**
     * Noise about the cycle, {@link AutoregressiveNoise#UNKNOWN} where there are too few samples.
     */
    public AutoregressiveNoise noise() {
        return noise;
    }

    /** The cycle at a phase (share of the cycle after t = 0), without the line. */
    public double cycleAt(double phase) {
        double[] row = cycleRow(phase);
        double sum = 0;
        for (int k = 2; k < row.length; k++) {
            sum += row[k] * solution[k];
        }
        return sum;
    }

    /** Mean over whole cycles, at the middle of the samples' time. */
    public double level() {
        return solution[0];
    }

    /** Standard error of {@link #level}, or NaN. */
    public double levelError() {
        double[] direction = new double[solution.length];
        direction[0] = 1;
        return error(direction);
    }

    /** Amplitude of the fundamental. */
    public double amplitude() {
        return Math.hypot(solution[2], solution[3]);
    }

    /** Standard error of {@link #amplitude}, or NaN. */
    public double amplitudeError() {
        double[] direction = new double[solution.length];
        double amplitude = amplitude();
        direction[2] = solution[2] / amplitude;
        direction[3] = solution[3] / amplitude;
        return error(direction);
    }

    /** Phase of the highest point between two phases. */
    public double highest(double from, double to) {
        return extreme(from, to, 1);
    }

    /** Phase of the lowest point between two phases. */
    public double lowest(double from, double to) {
        return extreme(from, to, -1);
    }

    /** Standard error of the difference of the cycle at two phases, or NaN. */
    public double differenceError(double one, double other) {
        double[] direction = cycleRow(one);
        double[] second = cycleRow(other);
        for (int k = 0; k < direction.length; k++) {
            direction[k] -= second[k];
        }
        return error(direction);
    }

    /**
     * By how much noise raises a highest point of the cycle, or lowers a lowest one, on average: it
     * moves the point to where it happens to be largest, which gains Var(slope) / (2·|curvature|).
     * At most twice the standard error there, as a flat top has no curvature; NaN without noise.
     */
    public double extremeInflation(double phase) {
        double step = 1e-3;
        double[] before = cycleRow(phase - step);
        double[] here = cycleRow(phase);
        double[] after = cycleRow(phase + step);
        double[] slope = new double[here.length];
        double curvature = 0;
        for (int k = 0; k < here.length; k++) {
            slope[k] = (after[k] - before[k]) / (2 * step);
            curvature += (after[k] - 2 * here[k] + before[k]) / (step * step) * solution[k];
        }
        double slopeError = error(slope);
        double gain = slopeError * slopeError / (2 * Math.abs(curvature));
        return Math.min(gain, 2 * error(here));
    }

    private double error(double[] direction) {
        double[] influence = squares.influence(direction);
        double[] coefficient = new double[t.length];
        double[] row = new double[solution.length];
        for (int i = 0; i < t.length; i++) {
            if (weight[i] > 0) {
                fillRow(row, t[i]);
                double dot = 0;
                for (int k = 0; k < row.length; k++) {
                    dot += row[k] * influence[k];
                }
                coefficient[i] = weight[i] * dot;
            }
        }
        return Math.sqrt(noise.variance(t, coefficient));
    }

    private double extreme(double from, double to, int sign) {
        int steps = (int) Math.max(8, Math.ceil((to - from) * STEPS));
        double step = (to - from) / steps;
        double best = from;
        double highest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i <= steps; i++) {
            double value = sign * cycleAt(from + i * step);
            if (value > highest) {
                highest = value;
                best = from + i * step;
            }
        }
        // Twice, so that where the grid happened to begin does not show.
        best = top(best, step, from, to, sign);
        return top(best, 0.05 * step, from, to, sign);
    }

    /** The top of the parabola through three points a step apart, if it lies between them. */
    private double top(double at, double step, double from, double to, int sign) {
        double before = sign * cycleAt(at - step);
        double here = sign * cycleAt(at);
        double after = sign * cycleAt(at + step);
        double curvature = before - 2 * here + after;
        double shift = curvature < 0 ? 0.5 * (before - after) / curvature : 0;
        return Math.abs(shift) <= 1 ? Math.min(to, Math.max(from, at + shift * step)) : at;
    }

    private boolean solve(double[] value) {
        squares.clear();
        double[] row = new double[solution.length];
        for (int i = 0; i < t.length; i++) {
            if (weight[i] > 0) {
                fillRow(row, t[i]);
                squares.add(row, value[i], weight[i]);
            }
        }
        return squares.solve(solution);
    }

    private void reweight(double[] given, double[] residual) {
        double reach = TUKEY * Quantiles.robustSd(residual);
        for (int i = 0; i < t.length; i++) {
            double r = reach > 0 ? residual[i] / reach : 0;
            weight[i] = given[i] > 0 && Math.abs(r) < 1 ? given[i] * (1 - r * r) * (1 - r * r) : 0;
        }
    }

    private double at(double time) {
        double[] row = new double[solution.length];
        fillRow(row, time);
        double sum = 0;
        for (int k = 0; k < row.length; k++) {
            sum += row[k] * solution[k];
        }
        return sum;
    }

    private double[] cycleRow(double phase) {
        double[] row = new double[solution.length];
        fillRow(row, phase / frequency);
        Arrays.fill(row, 0, 2, 0);
        return row;
    }

    private void fillRow(double[] row, double time) {
        row[0] = 1;
        row[1] = time - middle;
        for (int h = 1; h <= harmonics; h++) {
            double angle = 2 * Math.PI * h * frequency * (time - middle);
            row[2 * h] = Math.cos(angle);
            row[2 * h + 1] = Math.sin(angle);
        }
    }
}
