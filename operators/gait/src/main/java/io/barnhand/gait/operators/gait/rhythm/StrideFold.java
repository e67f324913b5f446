package io.barnhand.gait.operators.gait.rhythm;

import io.barnhand.gait.operators.gait.numeric.AutoregressiveNoise;
import io.barnhand.gait.operators.gait.numeric.LeastSquares;
import io.barnhand.gait.operators.gait.numeric.Quantiles;
import io.barnhand.gait.operators.gait.signal.HoofSignals;
import io.barnhand.gait.operators.records.Limb;
import java.util.Arrays;

/**
 * Touch-down phase and duty factor of one limb, by folding its samples onto one stride (gait
 * reference, section 2.4).
 *
 * <p>Template of the hoof ahead of the trunk at stride phase u after touch-down, for duty factor d
 * and stride length L: {@code a + b·t + L·g(u)} with g = d/2 − u in stance (the hoof stands, the
 * trunk passes over it) and g = d/2 − u + s(w) in swing, w = (u − d)/(1 − d), s(w) = 3w² − 2w³. The
 * cost of a residual grows with its square up to a cap, so that scattered swaps and outliers lose
 * their say. Search: a grid of 0.05 in the phase of mid-stance and 0.10 in duty factor (0.12–0.80),
 * then five halvings; the template is symmetrical about mid-stance, which keeps the two apart.
 * Strides sample different phases of the cycle, so that the result is finer than the frame
 * distance.
 *
 * <p>Where the speed over ground is known, L = v/f is given, and the drift is b·(t + g/f): a limb
 * nearer to the camera than the trunk by a share δ travels b = δ·v faster through the picture, and
 * its strides look longer by the same share. Where the view is oblique or the camera moves, L is
 * fitted along, which costs precision in d but little in phase.
 *
 * <p>Precision at 30 fps, 4 s, 1–2 % noise: phase 0.002–0.007 of a stride, duty factor 0.003–0.010;
 * but a swing that is not s(w) shifts the duty factor by +0.08 (walk) to +0.16 (gallop). Hence
 * trends within a horse are good, absolute values need calibration.
 *
 * @param phase touch-down, as a share of the stride after t = 0, 0..1
 * @param dutyFactor 0..1
 * @param strideLength L, BL
 * @param residual robust SD about the template, BL
 * @param phaseError standard error of the phase, or NaN where the noise is not known
 * @param dutyError standard error of the duty factor, or NaN
 * @param noise of the hoof: about the template or about a free cycle, whichever leaves less
 */
public record StrideFold(
        double phase,
        double dutyFactor,
        double strideLength,
        double residual,
        double phaseError,
        double dutyError,
        AutoregressiveNoise noise) {

    /** A limb that has too few samples, or that nothing fits. */
    public static final StrideFold UNKNOWN =
            new StrideFold(
                    Double.NaN,
                    Double.NaN,
                    Double.NaN,
                    Double.NaN,
                    Double.NaN,
                    Double.NaN,
                    AutoregressiveNoise.UNKNOWN);

    private static final double MIN_DUTY = 0.12;
    private static final double MAX_DUTY = 0.80;
    private static final double GRID = 0.05;
    private static final int HALVINGS = 5;
    private static final int ROUNDS = 3;
    private static final int MIN_SAMPLES = 12;

    /** A residual of three standard deviations of a hoof at 2.7 % noise, BL. */
    private static final double CAP = 0.08;

    /**
     * Folds one limb and fits its stride length along; {@link #UNKNOWN} where it has fewer than
     * twelve samples or nothing fits.
     *
     * @param signals a stretch with one frequency
     * @param frequency Hz
     * @param spread SD of the hooves about a smooth stride, BL; widens the cap where it is large
     * @param noise of this hoof, for the standard errors
     */
    public static StrideFold of(
            HoofSignals signals,
            Limb limb,
            double frequency,
            double spread,
            AutoregressiveNoise noise) {
        Search search = new Search(signals, limb, frequency, Double.NaN, spread);
        if (search.n < MIN_SAMPLES) {
            return UNKNOWN;
        }
        for (double m = 0; m < 1 - GRID / 2; m += GRID) {
            for (double d = MIN_DUTY; d <= MAX_DUTY; d += 2 * GRID) {
                search.look(m, d);
            }
        }
        return search.descend(GRID / 2, noise);
    }

    public boolean known() {
        return !Double.isNaN(phase);
    }

    /**
     * The same limb with another stride length, from where this fold ended: the middle of a stance
     * hardly moves with it.
     */
    public StrideFold withLength(
            HoofSignals signals, Limb limb, double frequency, double length, double spread) {
        if (!known()) {
            return this;
        }
        Search search = new Search(signals, limb, frequency, length, spread);
        for (double d = MIN_DUTY; d <= MAX_DUTY; d += GRID) {
            search.look(phase + 0.5 * dutyFactor, d);
        }
        return search.descend(GRID / 2, noise);
    }

    /** Phase of a time after this limb's touch-down, 0..1. */
    double cycleAt(double t, double frequency) {
        return wrap(frequency * t - phase);
    }

    public static double wrap(double phase) {
        return phase - Math.floor(phase);
    }

    private static double template(double u, double d) {
        double base = 0.5 * d - u;
        if (u < d) {
            return base;
        }
        double w = (u - d) / (1 - d);
        return base + w * w * (3 - 2 * w);
    }

    /** The best of the phases and duty factors tried so far. */
    private static final class Search {

        private final double[] cycle;
        private final double[] time;
        private final double[] value;
        private final double[] weight;
        private final double[] g;
        private final double[] residual;
        private final double frequency;
        private final double period;
        private final double given;
        private final double finalCap;
        private final double range;
        private double cap;

        /** On the grid one will do: it only has to rank. */
        private int rounds = 1;

        private final int n;
        private final LeastSquares line;
        private final double[] row;
        private final double[] solution;

        private double bestCost = Double.POSITIVE_INFINITY;
        private double bestMiddle;
        private double bestDuty;
        private double bestLength;

        Search(HoofSignals signals, Limb limb, double frequency, double length, double spread) {
            double[] e = signals.excursion()[limb.ordinal()];
            int frames = signals.frames();
            cycle = new double[frames];
            time = new double[frames];
            value = new double[frames];
            weight = new double[frames];
            int count = 0;
            double middle =
                    frames == 0 ? 0 : 0.5 * (signals.t()[0] + signals.t()[signals.frames() - 1]);
            for (int i = 0; i < frames; i++) {
                if (!Double.isNaN(e[i])) {
                    cycle[count] = frequency * signals.t()[i];
                    time[count] = signals.t()[i] - middle;
                    value[count] = e[i];
                    weight[count++] = signals.weight()[limb.ordinal()][i];
                }
            }
            n = count;
            g = new double[n];
            residual = new double[n];
            given = length;
            this.frequency = frequency;
            period = signals.period();
            int unknowns = Double.isNaN(length) ? 3 : 2;
            line = new LeastSquares(unknowns);
            row = new double[unknowns];
            solution = new double[unknowns];
            finalCap = Math.max(CAP, 2.5 * spread);
            double[] seen = Arrays.copyOf(value, n);
            range = Quantiles.quantile(seen, 0.9) - Quantiles.quantile(seen, 0.1);
            widen(1);
        }

        /**
         * Sets the cap to a share of what it is on the grid. There a quarter of the hoof's range is
         * within reach, because a grid step away from the truth the swing is already farther off
         * than the final cap, and the cost would be flat.
         */
        void widen(double share) {
            cap = Math.max(finalCap, 0.25 * range * share);
            if (!Double.isInfinite(bestCost)) {
                bestCost = Double.POSITIVE_INFINITY;
                look(bestMiddle, bestDuty);
            }
        }

        void look(double middle, double duty) {
            double phase = middle - 0.5 * duty;
            for (int i = 0; i < n; i++) {
                g[i] = template(wrap(cycle[i] - phase), duty);
            }
            double length = fitLine();
            if (!(length > 0)) {
                return;
            }
            double cost = 0;
            for (int i = 0; i < n; i++) {
                cost += weight[i] * Math.min(residual[i] * residual[i], cap * cap);
            }
            if (cost < bestCost) {
                bestCost = cost;
                bestMiddle = middle;
                bestDuty = duty;
                bestLength = length;
            }
        }

        StrideFold descend(double firstStep, AutoregressiveNoise noise) {
            rounds = ROUNDS;
            double step = firstStep;
            for (int halving = 0; halving < HALVINGS; halving++, step /= 2) {
                widen(step / GRID);
                double before;
                do {
                    before = bestCost;
                    double m = bestMiddle;
                    double d = bestDuty;
                    for (int i = -1; i <= 1; i++) {
                        for (int j = -1; j <= 1; j++) {
                            double duty = Math.min(MAX_DUTY, Math.max(MIN_DUTY, d + j * step));
                            if (i != 0 || j != 0) {
                                look(m + i * step, duty);
                            }
                        }
                    }
                } while (bestCost < before);
            }
            if (Double.isInfinite(bestCost)) {
                return UNKNOWN;
            }
            double middle = bestMiddle;
            double duty = bestDuty;
            bestCost = Double.POSITIVE_INFINITY;
            look(middle, duty);
            double spread = Quantiles.robustSd(residual);
            AutoregressiveNoise smaller = smallerNoise(noise);
            double[] errors = errors(duty, smaller.atLeast(spread));
            return new StrideFold(
                    wrap(middle - 0.5 * duty),
                    duty,
                    bestLength,
                    spread,
                    errors[0],
                    errors[1],
                    smaller);
        }

        /**
         * A template that fits leaves nothing but noise, a free cycle of few harmonics leaves the
         * hoof's sharp corners as well; where the template does not fit it is the other way round.
         */
        private AutoregressiveNoise smallerNoise(AutoregressiveNoise aboutCycle) {
            double[] within = new double[n];
            for (int i = 0; i < n; i++) {
                within[i] = Math.abs(residual[i]) < cap ? residual[i] : Double.NaN;
            }
            double[] times = Arrays.copyOf(time, n);
            double span = times[n - 1] - times[0];
            AutoregressiveNoise aboutTemplate =
                    AutoregressiveNoise.of(
                            times,
                            within,
                            period,
                            new double[] {0, 0.5 / span, frequency, frequency});
            return aboutTemplate.sd() < aboutCycle.sd() || !aboutCycle.known()
                    ? aboutTemplate
                    : aboutCycle;
        }

        /**
         * Standard errors of phase and duty factor by the linearised template: what the noise of
         * the samples within the cap makes of them when offset, drift and length are free as in the
         * fit.
         */
        private double[] errors(double duty, AutoregressiveNoise noise) {
            double[] errors = {Double.NaN, Double.NaN};
            if (!noise.known()) {
                return errors;
            }
            int unknowns = row.length + 2;
            LeastSquares tangent = new LeastSquares(unknowns);
            double[][] rows = new double[n][unknowns];
            tangent.clear();
            for (int i = 0; i < n; i++) {
                tangentRow(i, duty, rows[i]);
                if (Math.abs(residual[i]) < cap) {
                    tangent.add(rows[i], 0, weight[i]);
                }
            }
            if (!tangent.solve(new double[unknowns])) {
                return errors;
            }
            for (int k = 0; k < 2; k++) {
                double[] direction = new double[unknowns];
                direction[k] = 1;
                double[] influence = tangent.influence(direction);
                double[] coefficient = new double[time.length];
                for (int i = 0; i < n; i++) {
                    if (Math.abs(residual[i]) < cap) {
                        for (int j = 0; j < unknowns; j++) {
                            coefficient[i] += weight[i] * rows[i][j] * influence[j];
                        }
                    }
                }
                errors[k] = Math.sqrt(noise.variance(time, coefficient));
            }
            return errors;
        }

        /** Derivatives by phase and duty factor, then the columns of the line. */
        private void tangentRow(int i, double duty, double[] tangent) {
            double u = wrap(cycle[i] - bestMiddle + 0.5 * duty);
            tangent[0] = bestLength;
            tangent[1] = 0.5 * bestLength;
            if (u >= duty) {
                double w = (u - duty) / (1 - duty);
                double steepness = 6 * w * (1 - w);
                tangent[0] -= bestLength * steepness / (1 - duty);
                tangent[1] -= bestLength * steepness * (1 - w) / (1 - duty);
            }
            fillRow(i);
            System.arraycopy(row, 0, tangent, 2, row.length);
        }

        /**
         * Offset, drift and, where it is not given, stride length by least squares over the samples
         * within the cap; NaN where they are not determined. A drift there always is: limbs nearer
         * to the camera than the trunk travel faster through the picture.
         */
        private double fitLine() {
            Arrays.fill(residual, 0);
            boolean fitLength = Double.isNaN(given);
            for (int round = 0; round < rounds; round++) {
                line.clear();
                for (int i = 0; i < n; i++) {
                    if (Math.abs(residual[i]) < cap) {
                        fillRow(i);
                        line.add(row, fitLength ? value[i] : value[i] - given * g[i], weight[i]);
                    }
                }
                if (!line.solve(solution)) {
                    return Double.NaN;
                }
                double length = fitLength ? solution[2] : given;
                for (int i = 0; i < n; i++) {
                    fillRow(i);
                    double course = solution[0] + solution[1] * row[1];
                    residual[i] = value[i] - length * g[i] - course;
                }
            }
            return fitLength ? solution[2] : given;
        }

        private void fillRow(int i) {
            row[0] = 1;
            if (row.length > 2) {
                row[1] = time[i];
                row[2] = g[i];
            } else {
                row[1] = time[i] + g[i] / frequency;
            }
        }
    }
}
