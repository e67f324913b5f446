package io.barnhand.gait.job.simulation.render;

/** Smooth random fields over the plane and in space: the same seed gives the same field. */
public final class Noise {

    private static final double GAIN = 0.5;
    private static final double LACUNARITY = 2.03;

    private final int seed;

    public Noise(long seed) {
        this.seed = (int) (seed ^ (seed >>> 32)) * 0x9E3779B1;
    }

    /** A number from 0 to 1 that belongs to a cell of the plane. */
    public float cell(int x, int y) {
        return (hash(x, y, 0) >>> 8) * 0x1p-24f;
    }

    /** Value noise from 0 to 1, of wavelength about 2. */
    public float at(double x, double y) {
        int ix = floor(x);
        int iy = floor(y);
        float fx = smooth((float) (x - ix));
        float fy = smooth((float) (y - iy));
        float top = lerp(cell(ix, iy), cell(ix + 1, iy), fx);
        float bottom = lerp(cell(ix, iy + 1), cell(ix + 1, iy + 1), fx);
        return lerp(top, bottom, fy);
    }

    /** Value noise from 0 to 1 in space. */
    public float at(double x, double y, double z) {
        int iz = floor(z);
        float fz = smooth((float) (z - iz));
        return lerp(slice(x, y, iz), slice(x, y, iz + 1), fz);
    }

    private float slice(double x, double y, int iz) {
        int ix = floor(x);
        int iy = floor(y);
        float fx = smooth((float) (x - ix));
        float fy = smooth((float) (y - iy));
        float top = lerp(corner(ix, iy, iz), corner(ix + 1, iy, iz), fx);
        float bottom = lerp(corner(ix, iy + 1, iz), corner(ix + 1, iy + 1, iz), fx);
        return lerp(top, bottom, fy);
    }

    /**
     * Octaves of noise, around 0 and within -1 to 1. Octaves finer than a pixel fade out, so that
     * far textures do not flicker.
     *
     * @param octaves upper bound on the number that is added
     * @param footprint size of a pixel in the units of x and y; 0 for all octaves
     */
    public float fbm(double x, double y, int octaves, double footprint) {
        float sum = 0;
        double amplitude = 1;
        double total = 0;
        double scale = 1;
        for (int i = 0; i < octaves; i++) {
            double share = Math.min(1, 2 - 2 * footprint * scale);
            total += amplitude;
            if (share > 0) {
                float value = at(x * scale + 17.3 * i, y * scale - 9.1 * i) - 0.5f;
                sum += (float) (amplitude * share) * value;
            }
            amplitude *= GAIN;
            scale *= LACUNARITY;
        }
        return (float) (2 * sum / total);
    }

    private float corner(int x, int y, int z) {
        return (hash(x, y, z) >>> 8) * 0x1p-24f;
    }

    private int hash(int x, int y, int z) {
        int h = seed ^ (x * 0x27D4EB2D) ^ (y * 0x165667B1) ^ (z * 0x5851F42D);
        h ^= h >>> 15;
        h *= 0x2C1B3C6D;
        h ^= h >>> 12;
        h *= 0x297A2D39;
        h ^= h >>> 15;
        return h;
    }

    private static int floor(double v) {
        int i = (int) v;
        return v < i ? i - 1 : i;
    }

    private static float smooth(float t) {
        return t * t * (3 - 2 * t);
    }

    private static float lerp(float a, float b, float t) {
        return a + t * (b - a);
    }
}
