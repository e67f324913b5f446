package io.barnhand.gait.operators.gait.signal;

import io.barnhand.gait.operators.gait.numeric.Quantiles;
import io.barnhand.gait.operators.gait.numeric.RobustTrend;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Where a horse changes its speed, and so perhaps its gait: a mean over both would be neither (gait
 * reference, section 3.3). A stretch is cut where the logarithm of its speed differs most between
 * the two sides, if they differ by more than a third and each lasts two seconds; both sides are
 * searched again. Walk to trot doubles the speed. A change of gait at one speed is not found by
 * this, nor one while the horse turns away: its body length, and with it the speed in body lengths,
 * is not known well enough there.
 */
public final class SpeedChanges {

    private static final double STEADY_S = 2.0;

    /** A third more, as a natural logarithm. */
    private static final double CHANGE = 0.3;

    /** Body lengths that differ by less than a fifth. */
    private static final double SAME_LENGTH = 0.2;

    /** Below that the logarithm would follow noise, BL/s. */
    private static final double SLOWEST = 0.2;

    private final double[] t;
    private final BodyScale scale;
    private final int origin;
    private final double[] logarithm;
    private final double[] sum;
    private final List<Double> cuts = new ArrayList<>();

    private SpeedChanges(double[] t, RobustTrend way, BodyScale scale, int from, int to) {
        this.t = t;
        this.scale = scale;
        origin = from;
        logarithm = new double[to - from];
        sum = new double[to - from + 1];
        for (int i = 0; i < logarithm.length; i++) {
            double speed = Math.max(SLOWEST, Math.abs(way.slopeAt(t[from + i])));
            logarithm[i] = Math.log(speed);
            sum[i + 1] = sum[i] + logarithm[i];
        }
    }

    /**
     * Times of change between two frames, s, ascending.
     *
     * @param t {@code [n]} s, ascending
     * @param way of the trunk over that time, BL
     * @param scale body length in the same frames
     * @param from first frame
     * @param to after the last frame
     */
    public static List<Double> in(double[] t, RobustTrend way, BodyScale scale, int from, int to) {
        SpeedChanges changes = new SpeedChanges(t, way, scale, from, to);
        changes.look(from, to);
        return changes.cuts;
    }

    private void look(int from, int to) {
        int best = -1;
        double largest = 0;
        for (int i = from + 1; i < to; i++) {
            if (t[i] - t[from] < STEADY_S || t[to - 1] - t[i] < STEADY_S) {
                continue;
            }
            double step = mean(i, to) - mean(from, i);
            double between = step * step * (i - from) * (to - i) / (to - from);
            if (Math.abs(step) > CHANGE && between > largest) {
                largest = between;
                best = i;
            }
        }
        // A moment's hesitation moves a mean, but not a median.
        if (best >= 0
                && Math.abs(median(logarithm, best, to) - median(logarithm, from, best)) > CHANGE
                && sameView(from, best, to)) {
            look(from, best);
            cuts.add(t[best]);
            look(best, to);
        }
    }

    private boolean sameView(int from, int cut, int to) {
        double before = Quantiles.median(Arrays.copyOfRange(scale.bodyLength(), from, cut));
        double after = Quantiles.median(Arrays.copyOfRange(scale.bodyLength(), cut, to));
        return Math.abs(Math.log(after / before)) < SAME_LENGTH;
    }

    private double median(double[] values, int from, int to) {
        return Quantiles.median(Arrays.copyOfRange(values, from - origin, to - origin));
    }

    private double mean(int from, int to) {
        return (sum[to - origin] - sum[from - origin]) / (to - from);
    }
}
