package io.barnhand.gait.job.analysis.camera;

import io.barnhand.gait.models.keypoints.Ap10k;
import io.barnhand.gait.operators.gait.numeric.LeastSquares;
import io.barnhand.gait.operators.gait.numeric.Quantiles;
import io.barnhand.gait.operators.records.HorsePose;
import io.barnhand.gait.operators.records.Limb;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The way of horses over surveyed ground. Points of one picture row lie at one depth where the
 * camera is level, so that the ground along a row gives metres per px and the direction of the
 * picture plane.
 *
 * @param metresPerBodyLength neck to root of the tail, m
 * @param yawDeg angle between the path and the picture plane, degrees, 0..90
 */
public record SurveyedPath(double metresPerBodyLength, double yawDeg) {

    private static final int MIN_FRAMES = 10;

    /** A shorter way has no direction, m. */
    private static final double MIN_WAY = 1;

    /** A path nearer to the line of sight shows no body length, cosine. */
    private static final double MIN_COSINE = 0.5;

    private record Step(double t, double[] ground, double[] row, double lengthPx) {}

    /**
     * Of the track with the most frames that goes a metre or more.
     *
     * @return null where there is none, or it runs more along the line of sight than across
     */
    public static SurveyedPath of(GroundPlane plane, List<HorsePose> poses) {
        Map<String, List<HorsePose>> tracks =
                poses.stream().collect(Collectors.groupingBy(HorsePose::track));
        return tracks.values().stream()
                .map(track -> steps(plane, track))
                .filter(steps -> steps.size() >= MIN_FRAMES)
                .sorted(Comparator.comparing((List<Step> steps) -> steps.size()).reversed())
                .map(SurveyedPath::of)
                .filter(path -> path != null)
                .findFirst()
                .orElse(null);
    }

    private static List<Step> steps(GroundPlane plane, List<HorsePose> track) {
        List<Step> steps = new ArrayList<>();
        for (HorsePose pose : track) {
            double[][] hooves =
                    Arrays.stream(Limb.values())
                            .filter(limb -> pose.present(limb.hoof))
                            .map(limb -> new double[] {pose.x(limb.hoof), pose.y(limb.hoof)})
                            .sorted(Comparator.comparing((double[] hoof) -> -hoof[1]))
                            .toArray(double[][]::new);
            if (hooves.length < 2
                    || Edges.touched(pose)
                    || !pose.present(Ap10k.NECK)
                    || !pose.present(Ap10k.TAIL)) {
                continue;
            }
            // Under the trunk, at the depth of the hooves that stand: mostly the two lowest.
            double x = .5 * (pose.x(Ap10k.NECK) + pose.x(Ap10k.TAIL));
            double y = .5 * (hooves[0][1] + hooves[1][1]);
            double[] here = plane.at(x, y);
            double[] beside = plane.at(x + 1, y);
            if (here != null && beside != null) {
                steps.add(
                        new Step(
                                1e-6 * pose.timeUs(),
                                here,
                                new double[] {beside[0] - here[0], beside[1] - here[1]},
                                Math.hypot(
                                        pose.x(Ap10k.NECK) - pose.x(Ap10k.TAIL),
                                        pose.y(Ap10k.NECK) - pose.y(Ap10k.TAIL))));
            }
        }
        steps.sort(Comparator.comparingDouble(Step::t));
        return steps;
    }

    private static SurveyedPath of(List<Step> steps) {
        double seconds = steps.get(steps.size() - 1).t() - steps.get(0).t();
        double east = speed(steps, 0);
        double north = speed(steps, 1);
        double speed = Math.hypot(east, north);
        if (!(speed * seconds >= MIN_WAY)) {
            return null;
        }
        double[] row = steps.get(steps.size() / 2).row();
        double cosine =
                Math.abs(east * row[0] + north * row[1]) / (speed * Math.hypot(row[0], row[1]));
        if (cosine < MIN_COSINE) {
            return null;
        }
        double[] metres =
                steps.stream()
                        .mapToDouble(s -> s.lengthPx() * Math.hypot(s.row()[0], s.row()[1]))
                        .toArray();
        return new SurveyedPath(
                Quantiles.median(metres) / cosine, Math.toDegrees(Math.acos(Math.min(1, cosine))));
    }

    /** m/s along one direction of the ground. */
    private static double speed(List<Step> steps, int direction) {
        LeastSquares line = new LeastSquares(2);
        line.clear();
        double[] row = {1, 0};
        for (Step step : steps) {
            row[1] = step.t() - steps.get(0).t();
            line.add(row, step.ground()[direction], 1);
        }
        double[] solution = new double[2];
        return line.solve(solution) ? solution[1] : 0;
    }
}
