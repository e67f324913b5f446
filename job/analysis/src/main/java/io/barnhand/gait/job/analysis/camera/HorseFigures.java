package io.barnhand.gait.job.analysis.camera;

import io.barnhand.gait.operators.gait.measurement.GaitFlag;
import io.barnhand.gait.operators.gait.measurement.GaitRecord;
import io.barnhand.gait.operators.gait.numeric.Quantiles;
import io.barnhand.gait.operators.records.FrameFlag;
import io.barnhand.gait.operators.records.HorsePose;
import io.barnhand.gait.operators.records.Limb;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * How the horses of a clip lie in its picture. What is not known is null.
 *
 * @param horseFrames frames with a horse
 * @param passes that the job made of them
 * @param passesWithSpeed of these, those whose speed was measured
 * @param passesThatMove of these, those in which the camera seems to move
 * @param strides in the longest pass
 * @param bodyLengthPx neck to root of the tail, px
 * @param boxHeightPx median height of the box, px
 * @param sizeChange share by which the size changes over a pass, 0..1
 * @param fallPerPx see {@link TrackCourse#fallPerPx}; positive: farther to the right
 * @param speedPxS across the picture, px/s
 * @param bottomShare frames of a horse whose box reaches the lower edge, 0..1
 * @param topShare the upper edge
 * @param sideShare the left or the right edge
 * @param overlapShare frames of a horse that another overlaps, 0..1
 * @param weakestHoof the hoof that is seen least
 * @param weakestShare share of the frames of a horse in which it is seen, 0..1
 * @param groundLineDeg line on which the hooves stand, degrees, or null
 */
public record HorseFigures(
        int horseFrames,
        int passes,
        int passesWithSpeed,
        int passesThatMove,
        Double strides,
        Double bodyLengthPx,
        Double boxHeightPx,
        Double sizeChange,
        Double fallPerPx,
        Double speedPxS,
        double bottomShare,
        double topShare,
        double sideShare,
        double overlapShare,
        Limb weakestHoof,
        Double weakestShare,
        Double groundLineDeg) {

    /**
     * @param poses of all tracks, of sure keypoints only ({@link SureKeypoints})
     * @param passes gait records of passes, not of sliding windows
     */
    public static HorseFigures of(List<HorsePose> poses, List<GaitRecord> passes) {
        List<TrackCourse> courses = courses(poses);
        List<Double> lengths = present(passes, pass -> pass.scale().blPx());
        if (lengths.isEmpty()) {
            courses.stream()
                    .map(TrackCourse::bodyLengthPx)
                    .filter(Double::isFinite)
                    .forEach(lengths::add);
        }
        Limb weakest = null;
        double lowest = Double.POSITIVE_INFINITY;
        for (Limb limb : Limb.values()) {
            double share = share(poses, pose -> pose.present(limb.hoof));
            if (!poses.isEmpty() && share < lowest) {
                weakest = limb;
                lowest = share;
            }
        }
        return new HorseFigures(
                (int) poses.stream().mapToLong(HorsePose::timeUs).distinct().count(),
                passes.size(),
                (int)
                        passes.stream()
                                .filter(pass -> pass.metrics().pace().speedBlS().value() != null)
                                .count(),
                (int)
                        passes.stream()
                                .filter(
                                        pass ->
                                                pass.quality()
                                                        .flags()
                                                        .contains(GaitFlag.CAMERA_MOTION))
                                .count(),
                present(passes, pass -> pass.window().nStrides()).stream()
                        .max(Comparator.naturalOrder())
                        .orElse(null),
                median(lengths),
                median(present(poses, pose -> pose.box().height())),
                median(present(courses, TrackCourse::sizeChange)),
                median(present(courses, TrackCourse::fallPerPx)),
                median(present(courses, TrackCourse::speedPxS)),
                share(poses, Edges::bottom),
                share(poses, Edges::top),
                share(poses, Edges::side),
                share(poses, pose -> pose.flags().contains(FrameFlag.OVERLAP.key())),
                weakest,
                weakest == null ? null : lowest,
                median(present(passes, pass -> pass.quality().groundLineDeg())));
    }

    /**
     * How far the path is turned out of the picture plane, degrees, 0..90.
     *
     * @param focalPx focal length of the lens, px
     */
    public Double yawDeg(double focalPx) {
        return fallPerPx == null ? null : Math.toDegrees(Math.atan(Math.abs(fallPerPx) * focalPx));
    }

    private static List<TrackCourse> courses(List<HorsePose> poses) {
        Map<String, List<HorsePose>> tracks =
                poses.stream()
                        .sorted(Comparator.comparingLong(HorsePose::timeUs))
                        .collect(
                                Collectors.groupingBy(
                                        HorsePose::track, TreeMap::new, Collectors.toList()));
        return tracks.values().stream().map(TrackCourse::new).toList();
    }

    private static double share(List<HorsePose> poses, Predicate<HorsePose> which) {
        return poses.isEmpty() ? 0 : (double) poses.stream().filter(which).count() / poses.size();
    }

    private static <T> List<Double> present(List<T> things, Function<T, Double> figure) {
        return things.stream()
                .map(figure)
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private static Double median(List<Double> values) {
        return values.isEmpty()
                ? null
                : Quantiles.median(values.stream().mapToDouble(v -> v).toArray());
    }
}
