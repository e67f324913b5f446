package io.barnhand.gait.operators.gait.signal;

import io.barnhand.gait.models.keypoints.Ap10k;
import io.barnhand.gait.operators.gait.numeric.LeastSquares;
import io.barnhand.gait.operators.gait.numeric.Quantiles;
import java.util.Arrays;

/**
 * Whether a track goes over to another horse: at some frame the trunk jumps. Straight lines are
 * laid robustly through the trunk's place over the half second before and the one after; a real
 * horse joins them, wherever it comes from or turns to. The size of a step that counts grows with
 * the scatter of the points and with the time in between in which nothing was seen. Two horses that
 * change tracks while one hides the other stand in one place; this does not find them.
 */
public final class IdentitySwitch {

    private static final double REACH = 0.5;
    private static final int MIN_FRAMES = 5;

    /** Least step of the trunk's place, BL. */
    private static final double PLACE = 0.17;

    /** Added to the step for each second without a sight of the horse. */
    private static final double PER_SECOND = 0.3;

    private static final double STANDARD_ERRORS = 6;

    /** And so many times the pass's median step, which knows how long the points' noise lasts. */
    private static final double STANDS_OUT = 6;

    private IdentitySwitch() {}

    /** Whether there is a step anywhere in the stretch. */
    public static boolean occurs(TrackSamples samples, BodyScale scale) {
        int n = samples.frames();
        double[] x = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = 0.5 * (samples.x()[Ap10k.NECK][i] + samples.x()[Ap10k.TAIL][i]);
        }
        return jumps(samples.t(), x, scale.bodyLength());
    }

    private static boolean jumps(double[] t, double[] value, double[] unit) {
        double[] steps = new double[t.length];
        double[] allowed = new double[t.length];
        int last = -1;
        for (int i = 0; i < t.length; i++) {
            steps[i] = Double.NaN;
            if (Double.isNaN(value[i])) {
                continue;
            }
            if (last >= 0) {
                double[] step = step(t, value, last, i);
                steps[i] = step[0] / unit[last];
                allowed[i] =
                        Math.max(
                                PLACE + PER_SECOND * (t[i] - t[last]),
                                STANDARD_ERRORS * step[1] / unit[last]);
            }
            last = i;
        }
        // A horse that speeds up or turns makes many small steps; one that is exchanged makes one.
        double usual = STANDS_OUT * Quantiles.median(steps);
        for (int i = 0; i < t.length; i++) {
            if (steps[i] > Math.max(usual, allowed[i])) {
                return true;
            }
        }
        return false;
    }

    /**
     * Distance of the two lines half way between two frames, and what white scatter about them
     * makes of it; NaN where a side has too few frames.
     */
    private static double[] step(double[] t, double[] value, int before, int after) {
        int from = before;
        while (from > 0 && t[before] - t[from - 1] <= REACH) {
            from--;
        }
        int to = after;
        while (to < t.length - 1 && t[to + 1] - t[after] <= REACH) {
            to++;
        }
        double at = 0.5 * (t[before] + t[after]);
        double[] left = line(t, value, from, before, at);
        double[] right = line(t, value, after, to, at);
        return new double[] {Math.abs(left[0] - right[0]), Math.hypot(left[1], right[1])};
    }

    /** Value of a robust line at a time and its standard error; NaN with too few frames. */
    private static double[] line(double[] t, double[] value, int from, int to, double at) {
        double[] part = Arrays.copyOfRange(value, from, to + 1);
        int n = Quantiles.present(part).length;
        if (n < MIN_FRAMES) {
            return new double[] {Double.NaN, Double.NaN};
        }
        LeastSquares line = new LeastSquares(2);
        double[] solution = new double[2];
        double[] residual = new double[part.length];
        double reach = Double.POSITIVE_INFINITY;
        double sd = 0;
        for (int pass = 0; pass < 3; pass++) {
            line.clear();
            for (int i = 0; i < part.length; i++) {
                if (!Double.isNaN(part[i]) && Math.abs(residual[i]) <= reach) {
                    line.add(new double[] {1, t[from + i] - at}, part[i], 1);
                }
            }
            if (!line.solve(solution)) {
                return new double[] {Double.NaN, Double.NaN};
            }
            for (int i = 0; i < part.length; i++) {
                residual[i] = part[i] - solution[0] - solution[1] * (t[from + i] - at);
            }
            sd = Quantiles.robustSd(residual);
            reach = 3 * sd;
        }
        double influence = line.influence(new double[] {1, 0})[0];
        return new double[] {solution[0], sd * Math.sqrt(influence)};
    }
}
