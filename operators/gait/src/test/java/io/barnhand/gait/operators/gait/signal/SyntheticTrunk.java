package io.barnhand.gait.operators.gait.signal;

import io.barnhand.gait.models.keypoints.Ap10k;
import java.util.Arrays;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;

/**
 * A track of Neck and Root_of_tail only: a trunk of 200 px at rest, its middle and its length by
 * given rules over time, 30 frames per second.
 */
public final class SyntheticTrunk {

    static final double RATE = 30;
    static final double PX_PER_BL = 200;

    private SyntheticTrunk() {}

    /**
     * @param x middle of the trunk, BL
     * @param length of the trunk, BL
     * @param noise SD of each point per axis, BL
     */
    public static TrackSamples samples(
            double seconds,
            DoubleUnaryOperator x,
            DoubleUnaryOperator length,
            double noise,
            long seed) {
        int n = (int) Math.round(seconds * RATE);
        double[][] px = absent(n);
        double[][] py = absent(n);
        double[][] score = absent(n);
        double[] t = new double[n];
        boolean[] usable = new boolean[n];
        Arrays.fill(usable, true);
        Random random = new Random(seed);
        for (int i = 0; i < n; i++) {
            t[i] = i / RATE;
            for (int k : new int[] {Ap10k.NECK, Ap10k.TAIL}) {
                double half = (k == Ap10k.NECK ? 0.5 : -0.5) * length.applyAsDouble(t[i]);
                double place = x.applyAsDouble(t[i]) + half;
                px[k][i] = PX_PER_BL * (place + noise * random.nextGaussian());
                py[k][i] = PX_PER_BL * noise * random.nextGaussian();
                score[k][i] = 0.9;
            }
        }
        return new TrackSamples(t, px, py, score, usable, 0, 0, 0);
    }

    /** Hides the horse between two times, s. */
    static TrackSamples hidden(TrackSamples samples, double from, double to) {
        boolean[][] hidden = new boolean[Ap10k.COUNT][samples.frames()];
        for (int i = 0; i < samples.frames(); i++) {
            boolean now = samples.t()[i] >= from && samples.t()[i] < to;
            hidden[Ap10k.NECK][i] = now;
            hidden[Ap10k.TAIL][i] = now;
        }
        return samples.without(hidden);
    }

    private static double[][] absent(int n) {
        double[][] rows = new double[Ap10k.COUNT][n];
        for (double[] row : rows) {
            Arrays.fill(row, Double.NaN);
        }
        return rows;
    }
}
