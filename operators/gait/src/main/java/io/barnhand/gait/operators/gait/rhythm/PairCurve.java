package io.barnhand.gait.operators.gait.rhythm;

import io.barnhand.gait.operators.gait.numeric.LeastSquares;
import io.barnhand.gait.operators.gait.numeric.Quantiles;
import io.barnhand.gait.operators.gait.signal.HoofSignals;
import io.barnhand.gait.operators.records.Limb;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A left and a right point that move along one curve, whichever of them a network calls left.
 *
 * <p>Model at frequency f: one of the two follows x(t) = a + b·t + Σ A_h·cos(2πhf·t − α_h), two
 * harmonics, the other x with all phases advanced by 2πhδ; δ is free, so that asymmetrical gaits
 * fit. Which is which is chosen for every frame by a two-state Viterbi path, with a price for each
 * change and one for each frame against the labels of the majority: networks are right more often
 * than not. Labels and curve are improved in turn, from the labels as they are and from the points
 * sorted by place with the order reversed every half stride.
 *
 * <p>As both points share offset and curve, limbs that bounce off each other instead of crossing
 * are no fit at 2f, and as the second harmonic may hold no more than half of the first's power,
 * none at f/2 either. A residual costs at most twice the pair's own variance about a line.
 *
 * <p>Minimum: twelve frames with both points and 1.3 strides. Not thread-safe.
 */
final class PairCurve {

    private static final int HARMONICS = 2;
    private static final int UNKNOWNS = 2 + 2 * HARMONICS;
    private static final int MIN_FRAMES = 12;
    private static final int STARTS = 6;
    private static final int ROUNDS = 6;
    private static final int ROUGH_STARTS = 2;
    private static final int ROUGH_ROUNDS = 2;
    private static final double SECOND_TO_FIRST = 0.5;

    /** Expected squared residual, of the pair's variance: prices are counted in it. */
    private static final double EXPECTED = 0.2;

    private static final double CHANGE = 4 * EXPECTED;

    /** About −2·ln of the odds of a label being wrong, at one in eight. */
    private static final double AGAINST_LABEL = 4 * EXPECTED;

    private static final double CAP = 2;

    private final int frames;
    private final double[] t;
    private final double[][] value;
    private final double[][] weight;
    private final double middle;
    private final double variance;
    private final double total;
    private final double unit;
    private final int both;

    private final double[][] row;
    private final double[] turned = new double[UNKNOWNS];
    private final double[][] curve;
    private final double[][] trust;
    private final boolean[][] cameFromOther;
    private final LeastSquares squares = new LeastSquares(UNKNOWNS);
    private final double[] solution = new double[UNKNOWNS];
    private final LeastSquares apart = new LeastSquares(UNKNOWNS);
    private final double[] apartRow = new double[UNKNOWNS];
    private final double[] apartSolution = new double[UNKNOWNS];

    PairCurve(HoofSignals signals, Limb left) {
        int l = left.ordinal();
        frames = signals.frames();
        t = signals.t();
        value = new double[][] {signals.excursion()[l], signals.excursion()[l + 2]};
        weight = new double[][] {signals.weight()[l], signals.weight()[l + 2]};
        middle = frames == 0 ? 0 : 0.5 * (t[0] + t[frames - 1]);
        row = new double[frames][UNKNOWNS];
        curve = new double[2][frames];
        trust = new double[2][frames];
        cameFromOther = new boolean[2][frames];
        int seen = 0;
        double weights = 0;
        int points = 0;
        LeastSquares line = new LeastSquares(2);
        line.clear();
        for (int i = 0; i < frames; i++) {
            seen += present(i) ? 1 : 0;
            for (int side = 0; side < 2; side++) {
                if (!Double.isNaN(value[side][i])) {
                    line.add(new double[] {1, t[i] - middle}, value[side][i], weight[side][i]);
                    weights += weight[side][i];
                    points++;
                }
            }
        }
        double[] straight = new double[2];
        boolean fits = seen >= MIN_FRAMES && line.solve(straight);
        both = fits ? seen : 0;
        total = fits ? spread(straight) : 0;
        variance = weights > 0 ? total / weights : 0;
        unit = points > 0 ? variance * weights / points : 0;
    }

    /**
     * The best labels at one frequency.
     *
     * @param cost prices and squared residuals, capped; to be compared with {@link #total}
     * @param exchanged {@code [frames]} whether left and right have changed places
     * @param left phase of the left point's foremost place, strides after t = 0
     * @param right the same of the right one
     * @param minority score-weighted share of frames that are exchanged, at most a half
     */
    record Fit(double cost, boolean[] exchanged, double left, double right, double minority) {}

    boolean usable() {
        return both > 0;
    }

    /** Frames in which both points are seen. */
    int both() {
        return both;
    }

    /** Weighted squares about a line without any rhythm, each at most four robust variances. */
    double total() {
        return total;
    }

    /** Empty where nothing can be fitted. */
    Optional<Fit> at(double frequency) {
        return at(frequency, STARTS, ROUNDS);
    }

    /** With fewer starts and rounds: the cost may come out higher, never lower. */
    Optional<Fit> roughlyAt(double frequency) {
        return at(frequency, ROUGH_STARTS, ROUGH_ROUNDS);
    }

    private Optional<Fit> at(double frequency, int starts, int rounds) {
        for (int i = 0; i < frames; i++) {
            row[i][0] = 1;
            row[i][1] = t[i] - middle;
            for (int h = 1; h <= HARMONICS; h++) {
                double angle = 2 * Math.PI * h * frequency * (t[i] - middle);
                row[i][2 * h] = Math.cos(angle);
                row[i][2 * h + 1] = Math.sin(angle);
            }
        }
        List<boolean[]> found = new ArrayList<>();
        Optional<Fit> best = improve(new boolean[frames], frequency, rounds, found);
        for (int k = 0; k < starts; k++) {
            Optional<Fit> fit =
                    improve(crossing(frequency, 0.5 * k / starts), frequency, rounds, found);
            if (best.isEmpty() || fit.isPresent() && fit.get().cost() < best.get().cost()) {
                best = fit;
            }
        }
        return best;
    }

    /** The labels that put the left point ahead in every other half stride. */
    private boolean[] crossing(double frequency, double phase) {
        boolean[] exchanged = new boolean[frames];
        for (int i = 0; i < frames; i++) {
            boolean leftAhead = StrideFold.wrap(frequency * (t[i] - middle) + phase) < 0.5;
            exchanged[i] = present(i) && value[0][i] > value[1][i] != leftAhead;
        }
        return exchanged;
    }

    /**
     * From some labels to better ones; empty where they lead to what was found from others.
     *
     * @param found where other starts ended; this one's end is added
     */
    private Optional<Fit> improve(
            boolean[] start, double frequency, int rounds, List<boolean[]> found) {
        boolean[] exchanged = start;
        double cost = 0;
        double ahead = 0;
        Arrays.fill(trust[0], 1);
        Arrays.fill(trust[1], 1);
        for (int round = 0; round < rounds; round++) {
            ahead = advance(exchanged);
            if (!fitCurve(exchanged, ahead)) {
                return Optional.empty();
            }
            boolean[] next = new boolean[frames];
            cost = path(next, 2 * share(exchanged) > 1);
            boolean settled = Arrays.equals(next, exchanged);
            exchanged = next;
            for (boolean[] other : found) {
                if (Arrays.equals(next, other)) {
                    return Optional.empty();
                }
            }
            if (settled) {
                break;
            }
        }
        found.add(exchanged);
        return Optional.of(named(cost, exchanged, frequency, ahead));
    }

    /** The labels of most frames are right: gives the curves their names. */
    private Fit named(double cost, boolean[] exchanged, double frequency, double ahead) {
        double share = share(exchanged);
        boolean turn = 2 * share > 1;
        double first = Math.atan2(solution[3], solution[2]) / (2 * Math.PI) + frequency * middle;
        double other = first - ahead;
        boolean[] labels = exchanged.clone();
        for (int i = 0; turn && i < frames; i++) {
            labels[i] = !labels[i];
        }
        return new Fit(
                cost,
                labels,
                turn ? other : first,
                turn ? first : other,
                Math.min(share, 1 - share));
    }

    /** δ: the difference of the fundamentals when each limb is fitted alone. */
    private double advance(boolean[] exchanged) {
        apart.clear();
        for (int i = 0; i < frames; i++) {
            for (int side = 0; side < 2; side++) {
                int from = exchanged[i] ? 1 - side : side;
                if (!Double.isNaN(value[from][i])) {
                    Arrays.fill(apartRow, 2, UNKNOWNS, 0);
                    apartRow[0] = 1;
                    apartRow[1] = row[i][1];
                    apartRow[2 + 2 * side] = row[i][2];
                    apartRow[3 + 2 * side] = row[i][3];
                    apart.add(apartRow, value[from][i], weight[from][i]);
                }
            }
        }
        if (!apart.solve(apartSolution)) {
            return 0.5;
        }
        double left = Math.atan2(apartSolution[3], apartSolution[2]);
        double right = Math.atan2(apartSolution[5], apartSolution[4]);
        return StrideFold.wrap((left - right) / (2 * Math.PI));
    }

    private boolean fitCurve(boolean[] exchanged, double ahead) {
        double[] cos = new double[HARMONICS + 1];
        double[] sin = new double[HARMONICS + 1];
        for (int h = 1; h <= HARMONICS; h++) {
            cos[h] = Math.cos(2 * Math.PI * h * ahead);
            sin[h] = Math.sin(2 * Math.PI * h * ahead);
        }
        squares.clear();
        for (int i = 0; i < frames; i++) {
            for (int side = 0; side < 2; side++) {
                int from = exchanged[i] ? 1 - side : side;
                if (!Double.isNaN(value[from][i])) {
                    double w = weight[from][i] * trust[from][i];
                    squares.add(side == 0 ? row[i] : turn(row[i], cos, sin), value[from][i], w);
                }
            }
        }
        if (!squares.solve(solution)) {
            return false;
        }
        double first = solution[2] * solution[2] + solution[3] * solution[3];
        double second = solution[4] * solution[4] + solution[5] * solution[5];
        if (second > SECOND_TO_FIRST * first) {
            double shrink = Math.sqrt(SECOND_TO_FIRST * first / second);
            solution[4] *= shrink;
            solution[5] *= shrink;
        }
        for (int i = 0; i < frames; i++) {
            curve[0][i] = product(row[i]);
            curve[1][i] = product(turn(row[i], cos, sin));
        }
        return true;
    }

    private double[] turn(double[] from, double[] cos, double[] sin) {
        turned[0] = 1;
        turned[1] = from[1];
        for (int h = 1; h <= HARMONICS; h++) {
            turned[2 * h] = cos[h] * from[2 * h] - sin[h] * from[2 * h + 1];
            turned[2 * h + 1] = sin[h] * from[2 * h] + cos[h] * from[2 * h + 1];
        }
        return turned;
    }

    private double product(double[] at) {
        double sum = 0;
        for (int k = 0; k < UNKNOWNS; k++) {
            sum += at[k] * solution[k];
        }
        return sum;
    }

    /** Chooses the labels of all frames; returns what they cost. */
    private double path(boolean[] exchanged, boolean mostlyExchanged) {
        double change = CHANGE * unit;
        double label = AGAINST_LABEL * unit;
        double kept = 0;
        double turned = 0;
        for (int i = 0; i < frames; i++) {
            cameFromOther[0][i] = turned + change < kept;
            cameFromOther[1][i] = kept + change < turned;
            double nextKept = Math.min(kept, turned + change);
            double nextTurned = Math.min(turned, kept + change);
            double against = present(i) ? label : 0;
            kept = nextKept + price(0, 0, i) + price(1, 1, i) + (mostlyExchanged ? against : 0);
            turned = nextTurned + price(0, 1, i) + price(1, 0, i) + (mostlyExchanged ? 0 : against);
        }
        boolean state = turned < kept;
        for (int i = frames - 1; i >= 0; i--) {
            exchanged[i] = state;
            for (int side = 0; side < 2; side++) {
                double r = value[side][i] - curve[state ? 1 - side : side][i];
                trust[side][i] = r * r < CAP * variance ? 1 : 0;
            }
            state ^= cameFromOther[state ? 1 : 0][i];
        }
        return Math.min(kept, turned);
    }

    private double price(int side, int along, int i) {
        double r = value[side][i] - curve[along][i];
        return Double.isNaN(r) ? 0 : weight[side][i] * Math.min(CAP * variance, r * r);
    }

    private double share(boolean[] exchanged) {
        double sum = 0;
        double all = 0;
        for (int i = 0; i < frames; i++) {
            if (present(i)) {
                double w = Math.sqrt(weight[0][i] * weight[1][i]);
                all += w;
                sum += exchanged[i] ? w : 0;
            }
        }
        return all > 0 ? sum / all : 0;
    }

    private double spread(double[] straight) {
        double[] residuals = new double[2 * frames];
        for (int i = 0; i < frames; i++) {
            for (int side = 0; side < 2; side++) {
                residuals[2 * i + side] =
                        value[side][i] - straight[0] - straight[1] * (t[i] - middle);
            }
        }
        double sd = Quantiles.robustSd(residuals);
        double sum = 0;
        for (int i = 0; i < residuals.length; i++) {
            double r = residuals[i];
            if (!Double.isNaN(r)) {
                sum += weight[i % 2][i / 2] * Math.min(4 * sd * sd, r * r);
            }
        }
        return sum;
    }

    private boolean present(int i) {
        return !Double.isNaN(value[0][i]) && !Double.isNaN(value[1][i]);
    }
}
