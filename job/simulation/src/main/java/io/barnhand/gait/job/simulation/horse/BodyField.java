package io.barnhand.gait.job.simulation.horse;

import java.util.List;

/**
 * The horse at rest as a signed distance, negative inside: round cones in a smooth union (after
 * Quilez, polynomial smooth minimum), cut off at the ground.
 */
final class BodyField {

    private static final double STEP = 1e-3;

    private final RoundCone[] cones;

    BodyField(List<RoundCone> cones) {
        this.cones = cones.toArray(RoundCone[]::new);
    }

    double at(double x, double y, double z) {
        double d = Double.POSITIVE_INFINITY;
        for (RoundCone cone : cones) {
            double own = cone.distance(x, y, z);
            double k = cone.blend();
            if (own >= d + k) {
                continue;
            }
            if (own <= d - k) {
                d = own;
            } else {
                double h = 0.5 + 0.5 * (d - own) / k;
                d = d + h * (own - d) - k * h * (1 - h);
            }
        }
        return Math.max(d, -z);
    }

    /** Direction in which the distance grows, of length 1. */
    double[] normal(double x, double y, double z) {
        double nx = at(x + STEP, y, z) - at(x - STEP, y, z);
        double ny = at(x, y + STEP, z) - at(x, y - STEP, z);
        double nz = at(x, y, z + STEP) - at(x, y, z - STEP);
        double length = Math.max(1e-12, Math.sqrt(nx * nx + ny * ny + nz * nz));
        return new double[] {nx / length, ny / length, nz / length};
    }
}
