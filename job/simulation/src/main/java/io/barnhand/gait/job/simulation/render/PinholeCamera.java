package io.barnhand.gait.job.simulation.render;

import java.util.Locale;

/**
 * A pinhole camera. At yaw 0 it looks along +y. The centre of the first pixel is (0, 0), as in
 * keypoint annotations; the optical axis meets the picture at ((width - 1) / 2, (height - 1) / 2).
 *
 * @param x position, BL
 * @param y position, BL
 * @param z height above the ground, BL
 * @param yaw turn to the right, rad
 * @param pitch tilt upwards, rad
 * @param roll clockwise turn of the camera about its axis, rad
 * @param focal focal length, px
 * @param width picture width, px
 * @param height picture height, px
 */
public record PinholeCamera(
        double x,
        double y,
        double z,
        double yaw,
        double pitch,
        double roll,
        double focal,
        int width,
        int height) {

    private static final int MAX_SIDE = 8192;

    /**
     * @throws IllegalArgumentException if the focal length or the size is out of range
     */
    public PinholeCamera {
        if (!(focal > 0) || width < 1 || height < 1 || width > MAX_SIDE || height > MAX_SIDE) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "A camera of focal length %s px and %dx%d px; give a positive focal length and sides of 1 to %d px",
                            focal,
                            width,
                            height,
                            MAX_SIDE));
        }
    }

    /**
     * A camera on a stand whose picture centre shows the point (lookX, 0, lookZ) of the path.
     *
     * @param distance horizontal distance to that point, BL
     * @param stand height of the camera, BL
     * @param yaw 0 looks square at the path, positive looks along it towards +x, rad
     * @param focal focal length, px: what a body length of {@code n} px at the distance needs is
     *     {@code n * distance}
     */
    public static PinholeCamera standing(
            double distance,
            double stand,
            double yaw,
            double lookX,
            double lookZ,
            double focal,
            int width,
            int height) {
        return new PinholeCamera(
                lookX - distance * Math.sin(yaw),
                -distance * Math.cos(yaw),
                stand,
                yaw,
                Math.atan2(lookZ - stand, distance),
                0,
                focal,
                width,
                height);
    }

    /**
     * Where a point of the world is seen.
     *
     * @return px, py and depth along the optical axis in BL; px and py mean nothing where the depth
     *     is not positive
     */
    public double[] project(double px, double py, double pz) {
        double[] m = rotation();
        double dx = px - x;
        double dy = py - y;
        double dz = pz - z;
        double depth = m[6] * dx + m[7] * dy + m[8] * dz;
        return new double[] {
            centreX() + focal * (m[0] * dx + m[1] * dy + m[2] * dz) / depth,
            centreY() + focal * (m[3] * dx + m[4] * dy + m[5] * dz) / depth,
            depth
        };
    }

    /** Row-major: the world directions of picture right, picture down and forward. */
    double[] rotation() {
        double cosYaw = Math.cos(yaw);
        double sinYaw = Math.sin(yaw);
        double cosPitch = Math.cos(pitch);
        double sinPitch = Math.sin(pitch);
        double[] right = {cosYaw, -sinYaw, 0};
        double[] down = {sinYaw * sinPitch, cosYaw * sinPitch, -cosPitch};
        double c = Math.cos(roll);
        double s = Math.sin(roll);
        return new double[] {
            c * right[0] + s * down[0],
            c * right[1] + s * down[1],
            c * right[2] + s * down[2],
            c * down[0] - s * right[0],
            c * down[1] - s * right[1],
            c * down[2] - s * right[2],
            sinYaw * cosPitch,
            cosYaw * cosPitch,
            sinPitch
        };
    }

    /** The world direction seen at a pixel, of length 1 along the optical axis. */
    public double[] ray(double px, double py) {
        double[] m = rotation();
        double u = (px - centreX()) / focal;
        double v = (py - centreY()) / focal;
        return new double[] {
            m[6] + u * m[0] + v * m[3], m[7] + u * m[1] + v * m[4], m[8] + u * m[2] + v * m[5]
        };
    }

    double centreX() {
        return (width - 1) / 2.0;
    }

    double centreY() {
        return (height - 1) / 2.0;
    }
}
