package io.barnhand.gait.job.analysis.camera;

import io.barnhand.gait.models.keypoints.Ap10k;
import io.barnhand.gait.operators.gait.numeric.LeastSquares;
import io.barnhand.gait.operators.gait.numeric.Quantiles;
import io.barnhand.gait.operators.records.HorsePose;
import io.barnhand.gait.operators.records.Limb;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * The way of one track through the picture. Size is the height of the trunk above the lowest hoof:
 * unlike the body length it does not shrink where the horse turns.
 */
final class TrackCourse {

    private static final int MIN_FRAMES = 10;

    /** Less than this share of the picture's width says little of the direction. */
    private static final double MIN_WAY = 0.25;

    private record TrunkSample(double t, double x, double height, double length) {}

    private final List<TrunkSample> samples = new ArrayList<>();
    private final int width;

    /**
     * @param poses of one track, in the order of time, of sure keypoints only
     */
    TrackCourse(List<HorsePose> poses) {
        width = poses.get(0).imageWidth();
        for (HorsePose pose : poses) {
            double lowest = Double.NEGATIVE_INFINITY;
            for (Limb limb : Limb.values()) {
                if (pose.present(limb.hoof)) {
                    lowest = Math.max(lowest, pose.y(limb.hoof));
                }
            }
            if (pose.present(Ap10k.NECK)
                    && pose.present(Ap10k.TAIL)
                    && lowest > .5 * (pose.y(Ap10k.NECK) + pose.y(Ap10k.TAIL))
                    && !Edges.touched(pose)) {
                samples.add(
                        new TrunkSample(
                                1e-6 * (pose.timeUs() - poses.get(0).timeUs()),
                                .5 * (pose.x(Ap10k.NECK) + pose.x(Ap10k.TAIL)) - .5 * (width - 1),
                                lowest - .5 * (pose.y(Ap10k.NECK) + pose.y(Ap10k.TAIL)),
                                Math.hypot(
                                        pose.x(Ap10k.NECK) - pose.x(Ap10k.TAIL),
                                        pose.y(Ap10k.NECK) - pose.y(Ap10k.TAIL))));
            }
        }
    }

    /** Share by which the size changes from end to end, 0..1; null with too few frames. */
    Double sizeChange() {
        double[] line = line(TrunkSample::t);
        if (line == null) {
            return null;
        }
        double first = line[0] + line[1] * samples.get(0).t();
        double last = line[0] + line[1] * samples.get(samples.size() - 1).t();
        return first > 0 && last > 0 ? 1 - Math.min(first, last) / Math.max(first, last) : null;
    }

    /**
     * How the size falls on the way to the right, relative to its value in the picture's middle,
     * per px: tan(yaw) / focal length for a path that is straight on the ground, as size goes with
     * 1 / depth and 1 / depth is linear in x. Null where the way is too short.
     */
    Double fallPerPx() {
        double[] line = line(TrunkSample::x);
        double way =
                samples.stream().mapToDouble(TrunkSample::x).max().orElse(0)
                        - samples.stream().mapToDouble(TrunkSample::x).min().orElse(0);
        return line == null || way < MIN_WAY * width || !(line[0] > 0) ? null : -line[1] / line[0];
    }

    /** Mean speed across the picture, px/s; null with too few frames. */
    Double speedPxS() {
        if (samples.size() < MIN_FRAMES) {
            return null;
        }
        TrunkSample first = samples.get(0);
        TrunkSample last = samples.get(samples.size() - 1);
        return Math.abs(last.x() - first.x()) / (last.t() - first.t());
    }

    /** Long body lengths in the picture (80th percentile), px; NaN where none was seen. */
    double bodyLengthPx() {
        return Quantiles.quantile(samples.stream().mapToDouble(TrunkSample::length).toArray(), .8);
    }

    /** Level and slope of the size over something; null where they are not determined. */
    private double[] line(ToDoubleFunction<TrunkSample> over) {
        if (samples.size() < MIN_FRAMES) {
            return null;
        }
        LeastSquares fit = new LeastSquares(2);
        fit.clear();
        double[] row = {1, 0};
        for (TrunkSample sample : samples) {
            row[1] = over.applyAsDouble(sample);
            fit.add(row, sample.height(), 1);
        }
        double[] line = new double[2];
        return fit.solve(line) ? line : null;
    }
}
