package io.barnhand.gait.job.simulation;

import io.barnhand.gait.job.simulation.ClipTruth.HorseInFrame;
import io.barnhand.gait.job.simulation.ClipTruth.Keypoint;
import io.barnhand.gait.job.simulation.render.PinholeCamera;
import io.barnhand.gait.job.simulation.render.RenderTarget;
import io.barnhand.gait.job.simulation.render.Surface;
import io.barnhand.gait.models.image.Box;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One horse in a picture: its box, and which of its keypoints are visible. */
public final class HorseView {

    /** One of so many vertices of a surface is tested for how much of a horse is hidden. */
    private static final int SAMPLED = 7;

    /** A vertex that is this much deeper than what is seen at its pixel is hidden, BL. */
    private static final double SKIN = 0.03;

    /**
     * How deep under the skin each keypoint lies, BL, in AP-10K's order: one that lies deeper
     * beneath what is seen there is hidden.
     */
    private static final double[] UNDER_SKIN = {
        .045, .045, .07, .19, .12, .13, .07, .07, .13, .07, .07, .15, .07, .07, .15, .07, .07
    };

    private HorseView() {}

    /**
     * @param frame in which the horse has been drawn
     * @param owner number of the horse in the frame
     * @param surfaces of the horse as they were drawn, {@code x, y, z} a vertex
     * @param keypoints {@code [keypoints][3]} in the world, BL
     * @return empty where no part of the horse lies within the picture
     */
    public static Optional<HorseInFrame> of(
            PinholeCamera camera,
            RenderTarget frame,
            int owner,
            List<Surface> surfaces,
            double[][] keypoints) {
        double left = Double.POSITIVE_INFINITY;
        double top = Double.POSITIVE_INFINITY;
        double right = Double.NEGATIVE_INFINITY;
        double bottom = Double.NEGATIVE_INFINITY;
        int front = 0;
        int seen = 0;
        for (Surface surface : surfaces) {
            float[] p = surface.positions();
            for (int v = 0; v < p.length; v += 3) {
                double[] px = camera.project(p[v], p[v + 1], p[v + 2]);
                if (!(px[2] > 0)) {
                    continue;
                }
                left = Math.min(left, px[0]);
                top = Math.min(top, px[1]);
                right = Math.max(right, px[0]);
                bottom = Math.max(bottom, px[1]);
                if (v / 3 % SAMPLED != 0) {
                    continue;
                }
                int x = (int) Math.rint(px[0]);
                int y = (int) Math.rint(px[1]);
                boolean within = within(frame, x, y);
                if (within && frame.owner(x, y) == owner && frame.depth(x, y) < px[2] - SKIN) {
                    continue; // Hidden by the horse itself: says nothing of the outline.
                }
                front++;
                if (within && frame.depth(x, y) >= px[2] - SKIN) {
                    seen++;
                }
            }
        }
        if (right < 0 || left > frame.width() - 1 || bottom < 0 || top > frame.height() - 1) {
            return Optional.empty();
        }
        // Pixels reach half a pixel beyond their centres; a box ends at the picture's edge.
        Box box =
                new Box(
                        Math.max(0, left),
                        Math.max(0, top),
                        Math.min(frame.width(), right + 1),
                        Math.min(frame.height(), bottom + 1));
        double share = front == 0 ? 0 : (double) seen / front;
        return Optional.of(
                new HorseInFrame(owner, box, share, keypoints(camera, frame, keypoints)));
    }

    private static List<Keypoint> keypoints(
            PinholeCamera camera, RenderTarget frame, double[][] world) {
        List<Keypoint> points = new ArrayList<>(world.length);
        for (int k = 0; k < world.length; k++) {
            double[] px = camera.project(world[k][0], world[k][1], world[k][2]);
            int x = (int) Math.rint(px[0]);
            int y = (int) Math.rint(px[1]);
            int v = Keypoint.OUTSIDE;
            if (px[2] > 0 && within(frame, x, y)) {
                boolean hidden = frame.depth(x, y) < px[2] - UNDER_SKIN[k];
                v = hidden ? Keypoint.OCCLUDED : Keypoint.VISIBLE;
            }
            points.add(new Keypoint(px[0], px[1], v));
        }
        return points;
    }

    private static boolean within(RenderTarget frame, int x, int y) {
        return x >= 0 && y >= 0 && x < frame.width() && y < frame.height();
    }
}
