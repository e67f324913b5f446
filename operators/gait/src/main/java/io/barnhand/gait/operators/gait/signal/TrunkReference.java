package io.barnhand.gait.operators.gait.signal;

import io.barnhand.gait.models.keypoints.Ap10k;
import io.barnhand.gait.operators.gait.numeric.Quantiles;
import io.barnhand.gait.operators.gait.numeric.RobustTrend;
import java.util.Optional;

/**
 * Where the trunk is in every frame, px, and which way it faces.
 *
 * <p>Neck and Root_of_tail vote for the trunk centre: each its own x less its median offset from
 * the middle of the two, in body lengths. So a frame in which one of them is low still has a trunk,
 * without a jump. Shoulder and Hip keypoints (on a horse the elbow and stifle) vote only where both
 * are missing: they swing with the limbs, and in gaits that are not symmetrical would drag the
 * trunk along. The votes are averaged and smoothed over 0.5 s; there is no value where no vote lies
 * within 0.25 s. Minimum: four frames with Neck and tail.
 */
public final class TrunkReference {

    private static final int[] AXIS = {Ap10k.NECK, Ap10k.TAIL};

    private static final int[] LIMB_PIVOTS = {
        Ap10k.LEFT_SHOULDER, Ap10k.RIGHT_SHOULDER, Ap10k.LEFT_HIP, Ap10k.RIGHT_HIP
    };

    private static final double MIN_FACING_SHARE = 0.8;
    private static final double HALF_WIDTH = 0.25;

    private final double[] x;
    private final int facing;
    private final double facingShare;

    private TrunkReference(double[] x, int facing, double facingShare) {
        this.x = x;
        this.facing = facing;
        this.facingShare = facingShare;
    }

    /** Empty where Neck and tail are not seen together in at least four frames. */
    public static Optional<TrunkReference> of(TrackSamples samples, BodyScale scale) {
        return of(samples, scale, HALF_WIDTH);
    }

    /**
     * The same smoothed over another time. Over a whole stride or more, the surging and pitching of
     * the trunk within it is gone, and a hoof's excursion is its way over the ground less a steady
     * movement.
     *
     * @param halfWidth s
     */
    public static Optional<TrunkReference> of(
            TrackSamples samples, BodyScale scale, double halfWidth) {
        int n = samples.frames();
        double[] ahead = new double[n];
        double[] middle = new double[n];
        for (int i = 0; i < n; i++) {
            double neck = samples.x()[Ap10k.NECK][i];
            double tail = samples.x()[Ap10k.TAIL][i];
            ahead[i] = neck - tail;
            middle[i] = 0.5 * (neck + tail);
        }
        return RobustTrend.fit(samples.t(), ahead, HALF_WIDTH)
                .flatMap(
                        direction ->
                                of(
                                        samples,
                                        scale,
                                        ahead,
                                        middle,
                                        direction.at(samples.t()),
                                        halfWidth));
    }

    private static Optional<TrunkReference> of(
            TrackSamples samples,
            BodyScale scale,
            double[] ahead,
            double[] middle,
            double[] smoothAhead,
            double halfWidth) {
        int n = samples.frames();
        int facing = Quantiles.median(ahead) >= 0 ? 1 : -1;
        int agreeing = 0;
        for (double a : smoothAhead) {
            if (a * facing > 0) {
                agreeing++;
            }
        }

        double[] centre = votes(samples, scale, smoothAhead, middle, AXIS);
        double[] standIn = votes(samples, scale, smoothAhead, middle, LIMB_PIVOTS);
        for (int i = 0; i < n; i++) {
            centre[i] = Double.isNaN(centre[i]) ? standIn[i] : centre[i];
        }
        double share = (double) agreeing / n;
        return RobustTrend.fit(samples.t(), centre, halfWidth)
                .map(
                        trend ->
                                new TrunkReference(
                                        smooth(samples.t(), centre, trend), facing, share));
    }

    /** The trend where a vote is near, NaN elsewhere. */
    private static double[] smooth(double[] t, double[] centre, RobustTrend trend) {
        double[] x = new double[t.length];
        for (int i = 0; i < x.length; i++) {
            x[i] = near(t, centre, i) ? trend.at(t[i]) : Double.NaN;
        }
        return x;
    }

    /** {@code [n]} image x of the trunk centre, px; NaN where not known. */
    public double[] x() {
        return x;
    }

    /** +1 where the horse faces the right of the image, −1 where the left. */
    public int facing() {
        return facing;
    }

    /** Whether the horse turns round. */
    public boolean turns() {
        return facingShare < MIN_FACING_SHARE;
    }

    /** Share of frames in which the horse faces as it does in most. */
    public double facingShare() {
        return facingShare;
    }

    /** {@code [n]} mean of the votes of some keypoints, px; NaN where none is seen. */
    private static double[] votes(
            TrackSamples samples,
            BodyScale scale,
            double[] smoothAhead,
            double[] middle,
            int[] points) {
        int n = samples.frames();
        double[] sum = new double[n];
        int[] votes = new int[n];
        double[] unit = new double[n];
        for (int i = 0; i < n; i++) {
            unit[i] = Math.signum(smoothAhead[i]) * scale.bodyLength()[i];
        }
        for (int point : points) {
            double[] x = samples.x()[point];
            double[] offset = new double[n];
            for (int i = 0; i < n; i++) {
                offset[i] = (x[i] - middle[i]) / unit[i];
            }
            double own = Quantiles.median(offset);
            for (int i = 0; i < n && !Double.isNaN(own); i++) {
                if (!Double.isNaN(x[i])) {
                    sum[i] += x[i] - own * unit[i];
                    votes[i]++;
                }
            }
        }
        for (int i = 0; i < n; i++) {
            sum[i] = votes[i] > 0 ? sum[i] / votes[i] : Double.NaN;
        }
        return sum;
    }

    private static boolean near(double[] t, double[] centre, int frame) {
        for (int i = frame; i >= 0 && t[frame] - t[i] <= HALF_WIDTH; i--) {
            if (!Double.isNaN(centre[i])) {
                return true;
            }
        }
        for (int i = frame; i < t.length && t[i] - t[frame] <= HALF_WIDTH; i++) {
            if (!Double.isNaN(centre[i])) {
                return true;
            }
        }
        return false;
    }
}
