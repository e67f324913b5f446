package io.barnhand.gait.operators.gait.body;

import io.barnhand.gait.models.keypoints.Ap10k;
import io.barnhand.gait.operators.gait.footfall.Footfalls;
import io.barnhand.gait.operators.gait.footfall.GroundLine;
import io.barnhand.gait.operators.gait.numeric.Ascending;
import io.barnhand.gait.operators.gait.numeric.HarmonicCycle;
import io.barnhand.gait.operators.gait.numeric.Quantiles;
import io.barnhand.gait.operators.gait.rhythm.StrideFold;
import io.barnhand.gait.operators.gait.signal.BodyScale;
import io.barnhand.gait.operators.gait.signal.TrackSamples;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * How differently head or tail root move up and down in the two halves of a trot stride (gait
 * reference, section 2.8): the lowest point while the right limb stands less the one while the left
 * limb stands, and the highest point before the right limb takes weight less the one before the
 * left. Positive both is the pattern of a right limb that is loaded less. A measurement; it names
 * no cause.
 *
 * <p>The height above the ground line, in body lengths, is fitted with a line and three harmonics
 * at the known frequency over three to six strides, which takes off posture and drift; extrema are
 * those of the harmonic curve within each half stride. SD from white noise σ over n frames: about
 * 2σ·√(2/n).
 *
 * @param minDiff BL, with its standard error
 * @param maxDiff BL, with its standard error
 */
public record VerticalMovement(Footfalls.Estimate minDiff, Footfalls.Estimate maxDiff) {

    /** Of a stretch that does not show it. */
    public static final VerticalMovement UNKNOWN =
            new VerticalMovement(Footfalls.Estimate.UNKNOWN, Footfalls.Estimate.UNKNOWN);

    private static final int HARMONICS = 3;

    /** A stride with two humps needs two harmonics. */
    private static final int MIN_HARMONICS = 2;

    private static final double STRIDES_PER_FIT = 3;

    /**
     * A value farther than this many robust SDs from its neighbours, 3 frames around, is not the
     * head.
     */
    private static final double HAMPEL = 3;

    private static final int HAMPEL_REACH = 3;

    private static final int[] HEAD = {Ap10k.LEFT_EYE, Ap10k.RIGHT_EYE, Ap10k.NOSE};

    private static final int[] TAIL = {Ap10k.TAIL};

    /** {@code [n]} height of the head (mean of eyes and nose), BL; NaN where not seen. */
    public static double[] head(TrackSamples samples, BodyScale scale, GroundLine ground) {
        return height(samples, scale, ground, HEAD);
    }

    /** {@code [n]} height of the root of the tail, BL; NaN where not seen. */
    public static double[] tailRoot(TrackSamples samples, BodyScale scale, GroundLine ground) {
        return height(samples, scale, ground, TAIL);
    }

    /**
     * Over a stretch of one frequency.
     *
     * @param t {@code [n]} s
     * @param height {@code [n]} BL, NaN where absent
     * @param frequency Hz
     * @param period nominal frame distance, s
     * @param left time at which the left limb is in the middle of a stance, s
     * @param right the same of the right limb
     * @return NaN values where the stretch is too short
     */
    public static VerticalMovement of(
            double[] t,
            double[] height,
            double frequency,
            double period,
            double left,
            double right) {
        double span = t[t.length - 1] - t[0];
        int parts = (int) Math.max(1, Math.floor(span * frequency / STRIDES_PER_FIT));
        double[] sum = new double[2];
        double[] variance = new double[2];
        int used = 0;
        for (int k = 0; k < parts; k++) {
            int from = Ascending.lowerBound(t, t[0] + span * k / parts);
            int to =
                    k == parts - 1
                            ? t.length
                            : Ascending.lowerBound(t, t[0] + span * (k + 1) / parts);
            Optional<VerticalMovement> part =
                    one(
                            Arrays.copyOfRange(t, from, to),
                            Arrays.copyOfRange(height, from, to),
                            frequency,
                            period,
                            left,
                            right);
            if (part.isPresent()) {
                used++;
                sum[0] += part.get().minDiff().value();
                sum[1] += part.get().maxDiff().value();
                variance[0] += Math.pow(part.get().minDiff().standardError(), 2);
                variance[1] += Math.pow(part.get().maxDiff().standardError(), 2);
            }
        }
        return new VerticalMovement(
                new Footfalls.Estimate(sum[0] / used, Math.sqrt(variance[0]) / used),
                new Footfalls.Estimate(sum[1] / used, Math.sqrt(variance[1]) / used));
    }

    private static Optional<VerticalMovement> one(
            double[] t, double[] height, double f, double period, double left, double right) {
        if (t.length < 2) {
            return Optional.empty();
        }
        double[] even = new double[t.length];
        Arrays.fill(even, 1);
        return HarmonicCycle.fit(t, height, even, f, HARMONICS, period)
                .filter(cycle -> cycle.harmonics() >= MIN_HARMONICS)
                .map(cycle -> of(cycle, f, left, right));
    }

    private static VerticalMovement of(HarmonicCycle cycle, double f, double left, double right) {
        double lowLeft = cycle.lowest(f * left - 0.25, f * left + 0.25);
        double lowRight = cycle.lowest(f * right - 0.25, f * right + 0.25);
        double beforeLeft = highestBetween(cycle, lowRight, lowLeft);
        double beforeRight = highestBetween(cycle, lowLeft, lowRight);
        return new VerticalMovement(
                difference(cycle, lowRight, lowLeft), difference(cycle, beforeRight, beforeLeft));
    }

    private static double highestBetween(HarmonicCycle cycle, double from, double to) {
        return cycle.highest(from, from + StrideFold.wrap(to - from));
    }

    private static Footfalls.Estimate difference(HarmonicCycle cycle, double one, double other) {
        return new Footfalls.Estimate(
                cycle.cycleAt(one) - cycle.cycleAt(other), cycle.differenceError(one, other));
    }

    private static double[] height(
            TrackSamples samples, BodyScale scale, GroundLine ground, int[] points) {
        int n = samples.frames();
        double[][] heights = new double[points.length][n];
        for (int k = 0; k < points.length; k++) {
            for (int i = 0; i < n; i++) {
                heights[k][i] =
                        ground.height(samples.x()[points[k]][i], samples.y()[points[k]][i])
                                / scale.bodyLength()[i];
            }
            dropOutliers(heights[k]);
        }
        return points.length == 1 ? heights[0] : levelled(heights);
    }

    /**
     * Mean of several points, each moved by its median distance from the first, so that a frame
     * without one of them makes no step.
     */
    private static double[] levelled(double[][] heights) {
        int n = heights[0].length;
        double[] mean = new double[n];
        double[] offset = new double[heights.length];
        double common = 0;
        for (int k = 0; k < heights.length; k++) {
            offset[k] = Quantiles.median(heights[k]);
            common += offset[k] / heights.length;
        }
        for (int i = 0; i < n; i++) {
            double sum = 0;
            int count = 0;
            for (int k = 0; k < heights.length; k++) {
                if (!Double.isNaN(heights[k][i])) {
                    sum += heights[k][i] - offset[k];
                    count++;
                }
            }
            mean[i] = count == 0 ? Double.NaN : sum / count + (Double.isNaN(common) ? 0 : common);
        }
        return mean;
    }

    /** Hampel's filter: the median of seven frames and their absolute deviations. */
    private static void dropOutliers(double[] height) {
        double[] given = height.clone();
        List<Double> near = new ArrayList<>();
        for (int i = 0; i < given.length; i++) {
            near.clear();
            int to = Math.min(given.length - 1, i + HAMPEL_REACH);
            for (int j = Math.max(0, i - HAMPEL_REACH); j <= to; j++) {
                near.add(given[j]);
            }
            double[] values = near.stream().mapToDouble(Double::doubleValue).toArray();
            double median = Quantiles.median(values);
            for (int k = 0; k < values.length; k++) {
                values[k] -= median;
            }
            // A floor, because seven values may lie closer together than noise does.
            double reach = HAMPEL * Math.max(0.01, Quantiles.robustSd(values));
            if (Math.abs(given[i] - median) > reach) {
                height[i] = Double.NaN;
            }
        }
    }
}
