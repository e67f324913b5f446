package io.barnhand.gait.operators.gait.signal;

import io.barnhand.gait.operators.gait.numeric.Ascending;
import io.barnhand.gait.operators.gait.numeric.AutoregressiveNoise;
import io.barnhand.gait.operators.gait.numeric.Quantiles;
import io.barnhand.gait.operators.gait.numeric.RobustTrend;
import java.util.Arrays;
import java.util.Optional;

/**
 * Speed over ground in body lengths per second: the Theil–Sen slope (median of the slopes between
 * all pairs of frames) of the way ∫dx/s(t), with s the smooth body length (gait reference, section
 * 2.1). It rests on a static camera and a path across the view; the caller decides whether that
 * holds. Needs a second. Precision at 2 % noise over 2 s: 0.1 % and that of the body length; the
 * real error is geometry (20° of yaw = 6 %).
 *
 * @param value BL/s, positive in the direction the horse faces
 * @param standardError of the slope, BL/s, from the scatter about the line and its memory; the body
 *     length's own error is not in it
 * @param time {@code [n]} s, of all frames
 * @param way {@code [n]} ∫dx/s, BL; NaN in frames without a trunk
 */
public record Speed(double value, double standardError, double[] time, double[] way) {

    /** The median slope of so many frames does not gain from more. */
    private static final int MAX_FRAMES = 400;

    private static final double HALF_SECOND = 0.5;
    private static final int MIN_FRAMES = 8;
    private static final int MIN_FRAMES_PER_STRIDE = 4;
    private static final double MIN_SPAN = 1.0;

    /** Empty where less than a second or fewer than eight frames have a trunk. */
    public static Optional<Speed> of(double[] t, TrunkReference trunk, BodyScale scale) {
        double[] way = new double[t.length];
        double travelled = 0;
        int previous = -1;
        for (int i = 0; i < t.length; i++) {
            way[i] = Double.NaN;
            if (Double.isNaN(trunk.x()[i])) {
                continue;
            }
            if (previous >= 0) {
                double s = Math.sqrt(scale.bodyLength()[i] * scale.bodyLength()[previous]);
                travelled += trunk.facing() * (trunk.x()[i] - trunk.x()[previous]) / s;
            }
            previous = i;
            way[i] = travelled;
        }
        double[][] seen = present(t, way);
        int n = seen[0].length;
        if (n < MIN_FRAMES || seen[0][n - 1] - seen[0][0] < MIN_SPAN) {
            return Optional.empty();
        }
        double slope = theilSen(seen[0], seen[1]);
        return Optional.of(new Speed(slope, standardError(seen[0], seen[1], slope), t, way));
    }

    /** Times and values of what is present. */
    private static double[][] present(double[] t, double[] way) {
        double[] times = new double[t.length];
        int n = 0;
        for (int i = 0; i < t.length; i++) {
            if (!Double.isNaN(way[i])) {
                times[n++] = t[i];
            }
        }
        return new double[][] {Arrays.copyOf(times, n), Quantiles.present(way)};
    }

    /** Standard deviation between strides of a given duration, BL/s; NaN below two strides. */
    public double spread(double strideDuration) {
        double[][] seen = present(time, way);
        double[] t = seen[0];
        int strides = (int) ((t[t.length - 1] - t[0]) / strideDuration);
        double[] speeds = new double[strides];
        int from = 0;
        for (int k = 0; k < strides; k++) {
            int to = from;
            while (to < t.length && t[to] < t[0] + (k + 1) * strideDuration) {
                to++;
            }
            // A gap may leave a stride without frames.
            speeds[k] =
                    to - from < MIN_FRAMES_PER_STRIDE
                            ? Double.NaN
                            : theilSen(
                                    Arrays.copyOfRange(t, from, to),
                                    Arrays.copyOfRange(seen[1], from, to));
            from = to;
        }
        double[] known = Quantiles.present(speeds);
        double mean = Arrays.stream(known).average().orElse(Double.NaN);
        double squares = Arrays.stream(known).map(v -> (v - mean) * (v - mean)).sum();
        return known.length < 2 ? Double.NaN : Math.sqrt(squares / (known.length - 1));
    }

    /** Whether the horse changes its speed, and so perhaps its gait, on the way. */
    public boolean changes(BodyScale scale) {
        return RobustTrend.fit(time, way, HALF_SECOND)
                .map(smooth -> SpeedChanges.in(time, smooth, scale, 0, time.length))
                .filter(changes -> !changes.isEmpty())
                .isPresent();
    }

    /** Way at a time, BL, between the frames around it; NaN where those have no trunk. */
    public double at(double when) {
        int found = Arrays.binarySearch(time, when);
        if (found >= 0) {
            return way[found];
        }
        int after = -found - 1;
        if (after == 0 || after == time.length) {
            return Double.NaN;
        }
        double share = (when - time[after - 1]) / (time[after] - time[after - 1]);
        return way[after - 1] + share * (way[after] - way[after - 1]);
    }

    private static double theilSen(double[] t, double[] value) {
        int n = t.length;
        int step = (n + MAX_FRAMES - 1) / MAX_FRAMES;
        int m = (n + step - 1) / step;
        double[] slopes = new double[m * (m - 1) / 2];
        int k = 0;
        for (int i = 0; i < n; i += step) {
            for (int j = 0; j < i; j += step) {
                slopes[k++] = (value[i] - value[j]) / (t[i] - t[j]);
            }
        }
        return Quantiles.median(slopes);
    }

    /** Standard error of the slope from the scatter about the line and its memory. */
    private static double standardError(double[] t, double[] value, double slope) {
        int n = t.length;
        double[] residual = new double[n];
        double meanT = Arrays.stream(t).average().orElseThrow();
        for (int i = 0; i < n; i++) {
            residual[i] = value[i] - slope * t[i];
        }
        double middle = Quantiles.median(residual);
        double spread = 0;
        for (int i = 0; i < n; i++) {
            residual[i] -= middle;
            spread += (t[i] - meanT) * (t[i] - meanT);
        }
        AutoregressiveNoise noise =
                AutoregressiveNoise.of(
                        t,
                        residual,
                        Ascending.medianStep(t),
                        new double[] {0, 0.5 / (t[n - 1] - t[0])});
        double[] coefficient = new double[n];
        for (int i = 0; i < n; i++) {
            coefficient[i] = (t[i] - meanT) / spread;
        }
        return Math.sqrt(noise.variance(t, coefficient));
    }
}
