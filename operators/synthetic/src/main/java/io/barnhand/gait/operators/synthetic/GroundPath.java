package io.barnhand.gait.operators.synthetic;

/**
 * Path of a horse over the ground, seen from above: straight, an arc, straight again. Coordinates
 * are x along the image plane and y away from the camera, BL.
 */
final class GroundPath {

    private final double start;
    private final double curvature;
    private final double from;
    private final double until;
    private final double distance;

    /**
     * @param distance from the camera where the path begins, BL
     * @param start heading at the beginning, rad
     * @param curvature of the arc, rad/BL
     * @param from way at which the arc begins, BL; infinite if it has no beginning
     * @param until way at which the arc ends, BL
     */
    GroundPath(double distance, double start, double curvature, double from, double until) {
        this.distance = distance;
        this.start = start;
        this.curvature = curvature;
        this.from = from;
        this.until = until;
    }

    /** Heading after a way in BL, rad. */
    double heading(double along) {
        return start + curvature * (onArc(along) - origin());
    }

    /** Point on the path after a way in BL: {@code {x, y}}. */
    double[] at(double along) {
        double arc = onArc(along) - origin();
        double before = origin();
        double beyond = along - onArc(along);
        double end = start + curvature * arc;
        double x = before * Math.cos(start) + beyond * Math.cos(end);
        double y = before * Math.sin(start) + beyond * Math.sin(end);
        if (Math.abs(curvature) < 1e-9) {
            return new double[] {x + arc * Math.cos(start), distance + y + arc * Math.sin(start)};
        }
        return new double[] {
            x + (Math.sin(end) - Math.sin(start)) / curvature,
            distance + y + (Math.cos(start) - Math.cos(end)) / curvature
        };
    }

    private double onArc(double along) {
        return Math.max(from, Math.min(until, along));
    }

    private double origin() {
        return Double.isInfinite(from) ? 0 : from;
    }
}
