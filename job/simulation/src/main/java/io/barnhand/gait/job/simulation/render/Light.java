package io.barnhand.gait.job.simulation.render;

/**
 * One sun or lamp, and the light that comes from all sides.
 *
 * @param towardX unit direction towards the light
 * @param towardY unit direction towards the light
 * @param towardZ unit direction towards the light
 * @param sun strength and colour of the direct light
 * @param sky light from above
 * @param ground light from below
 * @param softness half width of the edge of a shadow, BL
 * @param lamp where a near lamp stands; null for the sun
 */
public record Light(
        double towardX,
        double towardY,
        double towardZ,
        Rgb sun,
        Rgb sky,
        Rgb ground,
        double softness,
        Lamp lamp) {

    /**
     * A lamp whose light falls off with the square of the distance.
     *
     * @param reach distance at which it gives {@link Light#sun()}, BL
     */
    public record Lamp(double x, double y, double z, double reach) {}

    private static final double BRIGHTEST = 4;

    /** A light from a compass direction and a height above the horizon, rad. */
    public static Light from(
            double azimuth, double elevation, Rgb sun, Rgb sky, Rgb ground, double softness) {
        return new Light(
                Math.cos(elevation) * Math.cos(azimuth),
                Math.cos(elevation) * Math.sin(azimuth),
                Math.sin(elevation),
                sun,
                sky,
                ground,
                softness,
                null);
    }

    /** How much of {@link #sun()} arrives at a point, shadows aside. */
    public float strengthAt(double x, double y, double z) {
        if (lamp == null) {
            return 1;
        }
        double dx = x - lamp.x;
        double dy = y - lamp.y;
        double dz = z - lamp.z;
        double squared = dx * dx + dy * dy + dz * dz;
        return (float) Math.min(BRIGHTEST, lamp.reach * lamp.reach / Math.max(squared, 1e-6));
    }
}
