package io.barnhand.gait.operators.gait.signal;

import io.barnhand.gait.operators.gait.numeric.RobustTrend;
import io.barnhand.gait.operators.records.Limb;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * In which frames the horse stands: its trunk moves slower than 0.08 BL/s over one second, and no
 * hoof that is seen strays from its place by more than 0.05 BL (SD over one second, after smoothing
 * over half a second). A horse on a treadmill or in a walker moves its hooves and does not stand.
 */
public final class Stillness {

    public static final double TRUNK_SPEED = 0.08;

    private static final double HOOF_SPREAD = 0.05;
    private static final double HALF_SECOND = 0.5;

    private Stillness() {}

    public static boolean[] frames(TrackSamples samples, TrunkReference trunk, BodyScale scale) {
        int n = samples.frames();
        boolean[] still = new boolean[n];
        Optional<RobustTrend> trunkTrend = RobustTrend.fit(samples.t(), trunk.x(), HALF_SECOND);
        List<double[]> hooves = new ArrayList<>();
        for (Limb limb : Limb.values()) {
            RobustTrend.fit(samples.t(), samples.x()[limb.hoof], 0.5 * HALF_SECOND)
                    .ifPresent(trend -> hooves.add(trend.at(samples.t())));
        }
        if (trunkTrend.isEmpty() || hooves.size() < 2) {
            return still;
        }
        for (int i = 0; i < n; i++) {
            double s = scale.bodyLength()[i];
            still[i] = Math.abs(trunkTrend.get().slopeAt(samples.t()[i])) < TRUNK_SPEED * s;
            for (double[] hoof : hooves) {
                still[i] = still[i] && spread(samples.t(), hoof, i) < HOOF_SPREAD * s;
            }
        }
        return still;
    }

    /** SD within half a second of a frame. */
    private static double spread(double[] t, double[] x, int frame) {
        int from = frame;
        while (from > 0 && t[frame] - t[from - 1] <= HALF_SECOND) {
            from--;
        }
        double sum = 0;
        double squares = 0;
        int n = 0;
        for (int i = from; i < t.length && t[i] - t[frame] <= HALF_SECOND; i++) {
            double d = x[i] - x[frame];
            sum += d;
            squares += d * d;
            n++;
        }
        return Math.sqrt(Math.max(0, squares / n - sum / n * (sum / n)));
    }
}
