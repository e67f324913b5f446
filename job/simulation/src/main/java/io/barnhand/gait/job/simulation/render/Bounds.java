package io.barnhand.gait.job.simulation.render;

import java.util.List;

/** An upright box in the world, BL. */
public record Bounds(double minX, double minY, double minZ, double maxX, double maxY, double maxZ) {

    /** The smallest box around everything that moves; null if nothing does. */
    static Bounds of(List<Moving> moving) {
        double[] low = {Double.MAX_VALUE, Double.MAX_VALUE, Double.MAX_VALUE};
        double[] high = {-Double.MAX_VALUE, -Double.MAX_VALUE, -Double.MAX_VALUE};
        for (Moving thing : moving) {
            for (Surface surface : thing.surfaces()) {
                float[] p = surface.positions();
                for (int i = 0; i < p.length; i += 3) {
                    for (int k = 0; k < 3; k++) {
                        low[k] = Math.min(low[k], p[i + k]);
                        high[k] = Math.max(high[k], p[i + k]);
                    }
                }
            }
        }
        return low[0] > high[0]
                ? null
                : new Bounds(low[0], low[1], low[2], high[0], high[1], high[2]);
    }

    /** The smallest box around both; the other may be null. */
    Bounds around(Bounds other) {
        return other == null
                ? this
                : new Bounds(
                        Math.min(minX, other.minX),
                        Math.min(minY, other.minY),
                        Math.min(minZ, other.minZ),
                        Math.max(maxX, other.maxX),
                        Math.max(maxY, other.maxY),
                        Math.max(maxZ, other.maxZ));
    }

    double[][] corners() {
        double[][] corners = new double[8][];
        for (int i = 0; i < 8; i++) {
            corners[i] =
                    new double[] {
                        (i & 1) == 0 ? minX : maxX,
                        (i & 2) == 0 ? minY : maxY,
                        (i & 4) == 0 ? minZ : maxZ
                    };
        }
        return corners;
    }

    /**
     * The pixels that may show some of the given points; all of them if one is not before the
     * camera.
     */
    static Region onPicture(PinholeCamera camera, double[][] points) {
        double left = Double.MAX_VALUE;
        double top = Double.MAX_VALUE;
        double right = -Double.MAX_VALUE;
        double bottom = -Double.MAX_VALUE;
        for (double[] point : points) {
            double[] seen = camera.project(point[0], point[1], point[2]);
            if (seen[2] < Rasteriser.NEAR) {
                return Region.whole(camera.width(), camera.height());
            }
            left = Math.min(left, seen[0]);
            right = Math.max(right, seen[0]);
            top = Math.min(top, seen[1]);
            bottom = Math.max(bottom, seen[1]);
        }
        return new Region(
                (int) Math.max(0, Math.min(camera.width(), left - 1)),
                (int) Math.max(0, Math.min(camera.height(), top - 1)),
                (int) Math.max(0, Math.min(camera.width(), right + 3)),
                (int) Math.max(0, Math.min(camera.height(), bottom + 3)));
    }
}
