package io.barnhand.gait.job.simulation.training;

import io.barnhand.gait.job.simulation.ClipTruth.HorseInFrame;
import io.barnhand.gait.job.simulation.ClipTruth.Keypoint;
import io.barnhand.gait.job.simulation.render.Moving;
import io.barnhand.gait.job.simulation.render.PinholeCamera;
import io.barnhand.gait.job.simulation.render.Surface;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A crop about one horse as the detector's box would give it, with room around it for augmentation:
 * the deployed crop of 256 px is the middle of a picture of 320.
 */
final class PosePicture {

    static final int SIDE = 320;
    private static final double DEPLOYED = 256;

    /** The detector's margin on each side, and RTMPose's own padding. */
    private static final double GROWN = 1.2 * 1.25;

    private static final double PROBE = 1000;
    private static final double SECOND_HORSE = .28;
    private static final double POSTS = .25;

    private final byte[] bgr = new byte[3 * SIDE * SIDE];
    private Map<String, Object> line;

    /**
     * @return whether enough of the horse is visible
     */
    boolean take(Split split, SplittableRandom random, ModelPool models) {
        int horses = random.nextDouble() < SECOND_HORSE ? 2 : 1;
        Subject subject = new Subject(split, random, models, horses, false);
        PinholeCamera aimed = aimed(subject);
        List<HorseInFrame> seen = subject.picture(aimed, subject.uniform(0, 1) < POSTS, bgr);
        HorseInFrame horse = seen.stream().filter(h -> h.id() == 0).findFirst().orElse(null);
        if (horse == null || horse.visibleShare() < .45) {
            return false;
        }
        line = new LinkedHashMap<>();
        line.put("keypoints", horse.keypoints().stream().map(PosePicture::row).toList());
        line.put("body_length", rounded(subject.bodyLength(aimed)));
        line.put(
                "box",
                List.of(
                        rounded(horse.bbox().x1()),
                        rounded(horse.bbox().y1()),
                        rounded(horse.bbox().x2()),
                        rounded(horse.bbox().y2())));
        line.put("factors", subject.factors());
        return true;
    }

    byte[] bgr() {
        return bgr;
    }

    Map<String, Object> line() {
        return line;
    }

    /** Turns the camera to the box that a detector would give, and draws near until it fits. */
    private static PinholeCamera aimed(Subject subject) {
        PinholeCamera probe = subject.stand(PROBE, SIDE, SIDE);
        double left = Double.POSITIVE_INFINITY;
        double top = Double.POSITIVE_INFINITY;
        double right = Double.NEGATIVE_INFINITY;
        double bottom = Double.NEGATIVE_INFINITY;
        Moving horse = subject.moving().get(0);
        for (Surface surface : horse.surfaces()) {
            float[] p = surface.positions();
            for (int v = 0; v < p.length; v += 9) {
                double[] px = probe.project(p[v], p[v + 1], p[v + 2]);
                left = Math.min(left, px[0]);
                top = Math.min(top, px[1]);
                right = Math.max(right, px[0]);
                bottom = Math.max(bottom, px[1]);
            }
        }
        double size = GROWN * Math.max(right - left, bottom - top) * subject.uniform(.94, 1.08);
        double x = .5 * (left + right) + size * subject.uniform(-.04, .04);
        double y = .5 * (top + bottom) + size * subject.uniform(-.04, .04);
        double[] ray = probe.ray(x, y);
        double yaw = Math.atan2(ray[0], ray[1]);
        double pitch = Math.atan2(ray[2], Math.hypot(ray[0], ray[1]));
        return new PinholeCamera(
                probe.x(),
                probe.y(),
                probe.z(),
                yaw,
                pitch,
                Math.toRadians(subject.uniform(-2, 2)),
                PROBE * DEPLOYED / size,
                SIDE,
                SIDE);
    }

    private static List<Number> row(Keypoint point) {
        return List.of(rounded(point.x()), rounded(point.y()), point.v());
    }

    private static double rounded(double px) {
        return Math.round(100 * px) / 100.0;
    }
}
