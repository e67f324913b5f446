package io.barnhand.gait.operators.gait;

import io.barnhand.gait.operators.numeric.Quantiles;
import java.util.Arrays;

/**
 * Speed over ground in body lengths per second: the Theil–Sen slope (median of the slopes between
 * all pairs of frames) of the way ∫dx/s(t), with s the smooth body length. It rests on a static
 * camera and a path across the view; the caller decides whether that holds. Needs a second.
 * Precision at 2 % noise over 2 s: 0.1 % and that of the body length; the real error is geometry
 * (20° of yaw = 6 %).
 *
 * @param value BL/s, positive in the direction the horse faces
 * @param standardError of the slope, BL/s: residuals about the line taken as white noise, inflated
 *     by their lag-one autocorrelation; the body length's own error is not in it
 * @param time {@code [n]} s, of the frames with a trunk
 * @param way {@code [n]} ∫dx/s, BL
 */
record Speed(double value, double standardError, double[] time, double[] way) {

    /** The median slope of so many frames does not gain from more. */
    private static final int MAX_FRAMES = 400;

    private static final int MIN_FRAMES = 8;
    private static final int MIN_FRAMES_PER_STRIDE = 4;
    private static final double MIN_SPAN = 1.0;

    /** Returns null where less than a second or fewer than eight frames have a trunk. */
    static Speed of(double[] t, TrunkReference trunk, BodyScale scale) {
        int n = 0;
        double[] time = new double[t.length];
        double[] way = new double[t.length];
        double travelled = 0;
        int previous = -1;
        for (int i = 0; i < t.length; i++) {
            if (Double.isNaN(trunk.x()[i])) {
                continue;
            }
            if (previous >= 0) {
                double s = Math.sqrt(scale.bodyLength()[i] * scale.bodyLength()[previous]);
                travelled += trunk.facing() * (trunk.x()[i] - trunk.x()[previous]) / s;
            }
            previous = i;
            time[n] = t[i];
            way[n++] = travelled;
        }
        if (n < MIN_FRAMES || time[n - 1] - time[0] < MIN_SPAN) {
            return null;
        }
        double[] times = Arrays.copyOf(time, n);
        double[] ways = Arrays.copyOf(way, n);
        double slope = theilSen(times, ways);
        return new Speed(slope, standardError(times, ways, slope), times, ways);
    }

    /** Standard deviation between strides of a given duration, BL/s; NaN below two strides. */
    double spread(double strideDuration) {
        int strides = (int) ((time[time.length - 1] - time[0]) / strideDuration);
        double[] speeds = new double[strides];
        int from = 0;
        for (int k = 0; k < strides; k++) {
            int to = from;
            while (to < time.length && time[to] < time[0] + (k + 1) * strideDuration) {
                to++;
            }
            // A gap may leave a stride without frames.
            speeds[k] =
                    to - from < MIN_FRAMES_PER_STRIDE
                            ? Double.NaN
                            : theilSen(
                                    Arrays.copyOfRange(time, from, to),
                                    Arrays.copyOfRange(way, from, to));
            from = to;
        }
        double[] known = Quantiles.present(speeds);
        double mean = Arrays.stream(known).average().orElse(Double.NaN);
        double squares = Arrays.stream(known).map(v -> (v - mean) * (v - mean)).sum();
        return known.length < 2 ? Double.NaN : Math.sqrt(squares / (known.length - 1));
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

    private static double standardError(double[] t, double[] value, double slope) {
        int n = t.length;
        double[] residual = new double[n];
        double meanT = 0;
        for (int i = 0; i < n; i++) {
            residual[i] = value[i] - slope * t[i];
            meanT += t[i] / n;
        }
        double middle = Quantiles.median(residual);
        double squares = 0;
        double products = 0;
        double spread = 0;
        for (int i = 0; i < n; i++) {
            residual[i] -= middle;
            squares += residual[i] * residual[i];
            products += i > 0 ? residual[i] * residual[i - 1] : 0;
            spread += (t[i] - meanT) * (t[i] - meanT);
        }
        if (!(squares > 0)) {
            return Double.NaN;
        }
        double correlation = Math.min(0.95, Math.max(0, products / squares));
        double inflation = (1 + correlation) / (1 - correlation);
        return Math.sqrt(squares / (n - 2) / spread * inflation);
    }
}
