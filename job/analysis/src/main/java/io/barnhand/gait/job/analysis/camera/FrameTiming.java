package io.barnhand.gait.job.analysis.camera;

import io.barnhand.gait.operators.gait.numeric.Ascending;
import java.util.Arrays;

/**
 * When the frames of a clip were taken.
 *
 * @param frames decoded
 * @param seconds from the first frame to the last
 * @param fps frames per second, from the median distance of frames, or null below two frames
 * @param jitterMs standard deviation of the distances about their median, gaps left out, ms, or
 *     null below three frames
 * @param lostShare frames that are missing between others, of those that should be there, 0..1
 * @param repeatedShare frames that show the picture before once more, 0..1
 */
public record FrameTiming(
        int frames,
        double seconds,
        Double fps,
        Double jitterMs,
        double lostShare,
        double repeatedShare) {

    /** A distance of more than this, in usual ones, has frames missing in it. */
    private static final double GAP = 1.4;

    /** A picture that changes by less than this share of its neighbours' change is repeated. */
    private static final double UNCHANGED = 0.4;

    /**
     * @param us {@code [n]} times, µs, rising
     * @param change {@code [n]} mean absolute difference of each picture to the one before; the
     *     first is not read
     */
    public static FrameTiming of(long[] us, double[] change) {
        int n = us.length;
        double[] t = Arrays.stream(us).mapToDouble(time -> 1e-6 * time).toArray();
        if (n < 2) {
            return new FrameTiming(n, 0, null, null, 0, 0);
        }
        double period = Ascending.medianStep(t);
        double squares = 0;
        int steps = 0;
        long lost = 0;
        for (int i = 1; i < n; i++) {
            double step = t[i] - t[i - 1];
            if (step > GAP * period) {
                lost += Math.max(1, Math.round(step / period) - 1);
            } else {
                squares += (step - period) * (step - period);
                steps++;
            }
        }
        boolean[] repeated = repeated(change);
        int again = 0;
        for (boolean same : repeated) {
            again += same ? 1 : 0;
        }
        return new FrameTiming(
                n,
                t[n - 1] - t[0],
                1 / period,
                steps < 2 ? null : 1e3 * Math.sqrt(squares / steps),
                (double) lost / (n + lost),
                (double) again / n);
    }

    /**
     * Which pictures show the one before once more: those without any change, and single ones that
     * change much less than their neighbours, as a coder may touch up what is repeated. A scene
     * that comes to rest changes less and less, which is neither.
     *
     * @param change as in {@link #of}
     */
    static boolean[] repeated(double[] change) {
        boolean[] repeated = new boolean[change.length];
        for (int i = 1; i < change.length; i++) {
            double before = i > 1 ? change[i - 1] : Double.NaN;
            double after = i + 1 < change.length ? change[i + 1] : Double.NaN;
            repeated[i] = change[i] == 0 || change[i] <= UNCHANGED * Math.min(before, after);
        }
        return repeated;
    }
}
