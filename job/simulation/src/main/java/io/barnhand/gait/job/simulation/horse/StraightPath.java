package io.barnhand.gait.job.simulation.horse;

/**
 * Where a horse's straight path lies in the world: x to the right of the camera, y away from it, z
 * up, BL.
 *
 * @param x of the path's start
 * @param y of the path's start
 * @param headingRad direction of travel, from x towards y
 */
public record StraightPath(double x, double y, double headingRad) {

    /** Takes a point given along the path, to its left and up into the world. */
    void point(double along, double left, double up, float[] into, int at) {
        double cosine = Math.cos(headingRad);
        double sine = Math.sin(headingRad);
        into[at] = (float) (x + along * cosine - left * sine);
        into[at + 1] = (float) (y + along * sine + left * cosine);
        into[at + 2] = (float) up;
    }

    void direction(double along, double left, double up, float[] into, int at) {
        double cosine = Math.cos(headingRad);
        double sine = Math.sin(headingRad);
        into[at] = (float) (along * cosine - left * sine);
        into[at + 1] = (float) (along * sine + left * cosine);
        into[at + 2] = (float) up;
    }
}
