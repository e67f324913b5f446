package io.barnhand.gait.operators.gait.signal;

import io.barnhand.gait.models.keypoints.Ap10k;
import io.barnhand.gait.operators.gait.numeric.Ascending;
import io.barnhand.gait.operators.gait.numeric.AutoregressiveNoise;
import io.barnhand.gait.operators.gait.numeric.Quantiles;
import io.barnhand.gait.operators.gait.numeric.RobustTrend;
import io.barnhand.gait.operators.records.Limb;
import java.util.Arrays;
import java.util.Optional;

/**
 * Body length in the picture over time, px (gait reference, section 2.1).
 *
 * <p>Body length (BL) is the distance Neck–Root_of_tail (Shoulder–Hip midpoints where those two are
 * missing). Per frame it oscillates with neck and pitch, which would put stride-locked error into
 * everything divided by it; so its logarithm is smoothed over 2.5 s, more than one stride at a
 * walk, or follows one course where it does not bend. The horse's own length direction shrinks with
 * distance <em>and</em> when the horse turns away, exactly as the fore–aft excursions of its hooves
 * do: that makes it the divisor for x. Trunk height above the lowest hooves does not shrink when
 * the horse turns: it stands in for the course of the scale where the trunk points are missing, and
 * betrays a horse that comes nearer while it turns.
 *
 * <p>One value for a pass is the 80th percentile of the smooth curve (foreshortening only
 * shortens). Needs four frames with both trunk points. Precision at 2 % noise per point over 2 s:
 * 0.5 %.
 */
public final class BodyScale {

    /** Half of 2.5 s. */
    private static final double HALF_WIDTH = 1.25;

    /** Bend of the course below which a curve follows noise, as a natural logarithm. */
    private static final double BEND = 0.03;

    private static final double OBLIQUE = 0.20;
    private static final double PASS_QUANTILE = 0.80;

    private final double[] bodyLength;
    private final double passValue;
    private final double variation;
    private final double relativeError;

    private BodyScale(
            double[] bodyLength, double passValue, double variation, double relativeError) {
        this.bodyLength = bodyLength;
        this.passValue = passValue;
        this.variation = variation;
        this.relativeError = relativeError;
    }

    /** Empty where the trunk is not seen in at least four frames. */
    public static Optional<BodyScale> of(TrackSamples samples) {
        int n = samples.frames();
        double[] length = new double[n];
        double[] height = new double[n];
        int lengths = fill(samples, length, Ap10k.NECK, Ap10k.NECK, Ap10k.TAIL, Ap10k.TAIL);
        if (2 * lengths < samples.usableFrames()) {
            double[] fallback = new double[n];
            int found =
                    fill(
                            samples,
                            fallback,
                            Ap10k.LEFT_SHOULDER,
                            Ap10k.RIGHT_SHOULDER,
                            Ap10k.LEFT_HIP,
                            Ap10k.RIGHT_HIP);
            if (found > lengths) {
                length = fallback;
            }
        }
        for (int i = 0; i < n; i++) {
            height[i] = Math.log(height(samples, i));
        }
        double[] logLength = length;
        return RobustTrend.fit(samples.t(), logLength, HALF_WIDTH)
                .map(trend -> of(samples, logLength, height, trend.at(samples.t())));
    }

    private static BodyScale of(
            TrackSamples samples, double[] length, double[] height, double[] curve) {
        int n = samples.frames();
        Optional<double[]> straight = straightCourse(samples.t(), length, curve);
        int columns = straight.isPresent() ? 2 : smoothColumns(samples.t());
        double[] smooth = straight.orElse(curve);
        double[] smoothHeight =
                RobustTrend.fit(samples.t(), height, HALF_WIDTH)
                        .map(trend -> trend.at(samples.t()))
                        .orElse(smooth);
        double[] bodyLength = new double[n];
        double[] seen = new double[n];
        double[] seenHeight = new double[n];
        double[] residual = new double[n];
        for (int i = 0; i < n; i++) {
            bodyLength[i] = Math.exp(smooth[i]);
            boolean present = !Double.isNaN(length[i]);
            seen[i] = present ? bodyLength[i] : Double.NaN;
            seenHeight[i] = samples.usable()[i] ? Math.exp(smoothHeight[i]) : Double.NaN;
            residual[i] = length[i] - smooth[i];
        }
        bridge(samples.t(), length, bodyLength, smoothHeight);
        return new BodyScale(
                bodyLength,
                Quantiles.quantile(seen, PASS_QUANTILE),
                Math.max(spread(seen), spread(seenHeight)),
                meanError(samples.t(), residual, columns));
    }

    /**
     * A course over the whole stretch, in place of a curve that follows it within 3 % and so shows
     * only noise; empty where it bends more.
     */
    private static Optional<double[]> straightCourse(double[] t, double[] length, double[] smooth) {
        double span = Math.max(HALF_WIDTH, t[t.length - 1] - t[0]);
        double[] course = RobustTrend.fit(t, length, span).orElseThrow().at(t);
        for (int i = 0; i < course.length; i++) {
            if (Math.abs(course[i] - smooth[i]) > BEND) {
                return Optional.empty();
            }
        }
        return Optional.of(course);
    }

    /** The smooth curve has about a degree of freedom for each half width. */
    private static int smoothColumns(double[] t) {
        return 1 + (int) Math.ceil((t[t.length - 1] - t[0]) / HALF_WIDTH);
    }

    /** Standard error of a mean over the residuals of a curve of so many degrees of freedom. */
    private static double meanError(double[] t, double[] residual, int degrees) {
        int n = t.length;
        double period = Ascending.medianStep(t);
        double span = t[n - 1] - t[0];
        double[] columns = new double[degrees];
        for (int k = 0; k < columns.length; k++) {
            columns[k] = 0.5 * k / span;
        }
        AutoregressiveNoise noise = AutoregressiveNoise.of(t, residual, period, columns);
        double[] mean = new double[n];
        int present = Quantiles.present(residual).length;
        for (int i = 0; i < n; i++) {
            mean[i] = Double.isNaN(residual[i]) ? 0 : 1.0 / present;
        }
        return Math.sqrt(noise.variance(t, mean));
    }

    /** {@code [n]} px, smooth; the divisor of everything horizontal. */
    public double[] bodyLength() {
        return bodyLength;
    }

    /** One value for the pass, px. */
    public double passValue() {
        return passValue;
    }

    /** Standard error of the pass value over itself, from the scatter about the smooth curve. */
    public double relativeError() {
        return relativeError;
    }

    /** Whether scale or view changes too much for lengths and speeds. */
    public boolean oblique() {
        return variation > OBLIQUE;
    }

    /** Coefficient of variation of the smooth body length. */
    public double variationCoefficient() {
        double mean = Arrays.stream(bodyLength).average().orElseThrow();
        double squares = Arrays.stream(bodyLength).map(b -> (b - mean) * (b - mean)).sum();
        return Math.sqrt(squares / bodyLength.length) / mean;
    }

    /** Median over maximum of the smooth body length: 1 where the view never changes. */
    public double yawProxy() {
        return Quantiles.median(bodyLength) / Arrays.stream(bodyLength).max().orElseThrow();
    }

    private static int fill(
            TrackSamples samples,
            double[] logLength,
            int front1,
            int front2,
            int rear1,
            int rear2) {
        int found = 0;
        for (int i = 0; i < logLength.length; i++) {
            double dx =
                    middle(samples.x()[front1][i], samples.x()[front2][i])
                            - middle(samples.x()[rear1][i], samples.x()[rear2][i]);
            double dy =
                    middle(samples.y()[front1][i], samples.y()[front2][i])
                            - middle(samples.y()[rear1][i], samples.y()[rear2][i]);
            double length = Math.hypot(dx, dy);
            logLength[i] = length > 0 ? Math.log(length) : Double.NaN;
            if (length > 0) {
                found++;
            }
        }
        return found;
    }

    /** Trunk height above the lowest hoof, px; NaN with fewer than two hooves or no trunk. */
    private static double height(TrackSamples samples, int frame) {
        double lowest = Double.NEGATIVE_INFINITY;
        int hooves = 0;
        for (Limb limb : Limb.values()) {
            if (samples.present(limb.hoof, frame)) {
                lowest = Math.max(lowest, samples.y()[limb.hoof][frame]);
                hooves++;
            }
        }
        double trunk = middle(samples.y()[Ap10k.NECK][frame], samples.y()[Ap10k.TAIL][frame]);
        double height = lowest - trunk;
        return hooves >= 2 && height > 0 ? height : Double.NaN;
    }

    /**
     * Where the trunk's length is not seen for longer than the smoothing reaches, the curve follows
     * the height from the nearest frame that has both.
     */
    private static void bridge(
            double[] t, double[] length, double[] bodyLength, double[] smoothHeight) {
        double[] own = bodyLength.clone();
        int n = t.length;
        int[] nearest = new int[n];
        int last = -1;
        for (int i = 0; i < n; i++) {
            last = Double.isNaN(length[i]) ? last : i;
            nearest[i] = last;
        }
        last = -1;
        for (int i = n - 1; i >= 0; i--) {
            last = Double.isNaN(length[i]) ? last : i;
            if (last >= 0 && (nearest[i] < 0 || t[last] - t[i] < t[i] - t[nearest[i]])) {
                nearest[i] = last;
            }
            int from = nearest[i];
            if (Math.abs(t[from] - t[i]) > HALF_WIDTH) {
                bodyLength[i] = own[from] * Math.exp(smoothHeight[i] - smoothHeight[from]);
            }
        }
    }

    /** (max − min) / max of what is present. */
    private static double spread(double[] values) {
        double[] present = Quantiles.present(values);
        if (present.length == 0) {
            return 0;
        }
        Arrays.sort(present);
        return 1 - present[0] / present[present.length - 1];
    }

    private static double middle(double a, double b) {
        return 0.5 * (a + b);
    }
}
