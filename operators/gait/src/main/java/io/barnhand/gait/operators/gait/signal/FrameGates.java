package io.barnhand.gait.operators.gait.signal;

import io.barnhand.gait.models.image.Box;
import io.barnhand.gait.models.keypoints.Ap10k;
import io.barnhand.gait.operators.gait.numeric.Quantiles;
import io.barnhand.gait.operators.records.FrameFlag;
import io.barnhand.gait.operators.records.HorsePose;
import io.barnhand.gait.operators.records.Limb;
import java.util.Arrays;
import java.util.List;

/**
 * What is left out before anything is measured (gait reference, section 2.11).
 *
 * <ul>
 *   <li>A frame whose box lies within 1 % of an image edge: part of the horse is outside, and its
 *       keypoints are squeezed against the edge.
 *   <li>A frame where another horse overlaps: a top-down crop gives the other horse's limbs with
 *       high scores.
 *   <li>A frame whose keypoints are exactly those of the one before: a frozen picture, which would
 *       look like a horse that stops.
 *   <li>A keypoint below the model's score threshold, or farther outside the box than 10 % of it.
 *   <li>A hoof whose distance to its carpus or hock is more than 25 % above the limb's long lengths
 *       in this stretch (their 80th percentile), at the scale of the frame. Shorter ones stay: a
 *       flexed or foreshortened limb is short, and the median would be that of the flexed limb in
 *       gaits that are mostly swing.
 * </ul>
 */
public final class FrameGates {

    private static final double EDGE = 0.01;
    private static final double BOX_MARGIN = 0.10;
    private static final double BONE_STRETCH = 1.25;
    private static final double LONG_LENGTHS = 0.80;

    private FrameGates() {}

    /**
     * @param poses in event-time order, not empty
     * @param minScore keypoints below it are dropped
     * @param mirrored exchange left and right keypoints
     */
    public static TrackSamples samples(List<HorsePose> poses, double minScore, boolean mirrored) {
        int n = poses.size();
        double[] t = new double[n];
        double[][] x = absent(n);
        double[][] y = absent(n);
        double[][] score = absent(n);
        boolean[] usable = new boolean[n];
        int edgeClipped = 0;
        int overlapped = 0;
        int repeated = 0;
        long start = poses.get(0).timeUs();
        for (int i = 0; i < n; i++) {
            HorsePose pose = poses.get(i);
            t[i] = (pose.timeUs() - start) * 1e-6;
            if (i > 0 && Arrays.equals(pose.keypoints(), poses.get(i - 1).keypoints())) {
                repeated++;
            } else if (touchesEdge(pose)) {
                edgeClipped++;
            } else if (pose.flags().contains(FrameFlag.OVERLAP.key())) {
                overlapped++;
            } else {
                usable[i] = true;
                for (int k = 0; k < Ap10k.COUNT; k++) {
                    if (plausible(pose, k, minScore)) {
                        int keypoint = mirrored ? Ap10k.mirrored(k) : k;
                        x[keypoint][i] = pose.x(k);
                        y[keypoint][i] = pose.y(k);
                        score[keypoint][i] = pose.score(k);
                    }
                }
            }
        }
        return new TrackSamples(t, x, y, score, usable, edgeClipped, overlapped, repeated);
    }

    /**
     * The same without hooves that are farther from their carpus or hock than the limb is long.
     *
     * @param scale {@code [n]} of every frame, px; only its course over time matters
     */
    public static TrackSamples withoutStretchedLimbs(TrackSamples samples, double[] scale) {
        int n = samples.frames();
        boolean[][] stretched = new boolean[Ap10k.COUNT][n];
        double[] length = new double[n];
        for (Limb limb : Limb.values()) {
            for (int i = 0; i < n; i++) {
                length[i] =
                        Math.hypot(
                                        samples.x()[limb.hoof][i] - samples.x()[limb.joint][i],
                                        samples.y()[limb.hoof][i] - samples.y()[limb.joint][i])
                                / scale[i];
            }
            double longest = BONE_STRETCH * Quantiles.quantile(length, LONG_LENGTHS);
            for (int i = 0; i < n; i++) {
                stretched[limb.hoof][i] = length[i] > longest;
            }
        }
        return samples.without(stretched);
    }

    static boolean touchesEdge(HorsePose pose) {
        Box box = pose.box();
        double dx = EDGE * pose.imageWidth();
        double dy = EDGE * pose.imageHeight();
        return box.x1() < dx
                || box.y1() < dy
                || box.x2() > pose.imageWidth() - dx
                || box.y2() > pose.imageHeight() - dy;
    }

    private static boolean plausible(HorsePose pose, int keypoint, double minScore) {
        if (!pose.present(keypoint) || !(pose.score(keypoint) >= minScore)) {
            return false;
        }
        Box box = pose.box();
        double dx = BOX_MARGIN * box.width();
        double dy = BOX_MARGIN * box.height();
        float px = pose.x(keypoint);
        float py = pose.y(keypoint);
        return px >= box.x1() - dx
                && px <= box.x2() + dx
                && py >= box.y1() - dy
                && py <= box.y2() + dy;
    }

    private static double[][] absent(int n) {
        double[][] rows = new double[Ap10k.COUNT][n];
        for (double[] row : rows) {
            Arrays.fill(row, Double.NaN);
        }
        return rows;
    }
}
