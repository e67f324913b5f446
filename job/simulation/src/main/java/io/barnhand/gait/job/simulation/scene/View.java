package io.barnhand.gait.job.simulation.scene;

import io.barnhand.gait.job.simulation.render.PinholeCamera;

/** Which part of the world a camera sees. */
final class View {

    private static final double FARTHEST = 40;

    private final PinholeCamera camera;

    View(PinholeCamera camera) {
        this.camera = camera;
    }

    /** The leftmost x seen at a distance y behind the path. */
    double left(double y) {
        return edge(0, y);
    }

    /** The rightmost x seen there. */
    double right(double y) {
        return edge(camera.width() - 1, y);
    }

    private double edge(double px, double y) {
        double[] ray = camera.ray(px, (camera.height() - 1) / 2.0);
        double way = y - camera.y();
        if (ray[1] <= 1e-3 || way <= 0) {
            return px == 0 ? -FARTHEST : FARTHEST;
        }
        double x = camera.x() + way * ray[0] / ray[1];
        return Math.max(-FARTHEST, Math.min(FARTHEST, x));
    }
}
