package io.barnhand.gait.job.simulation.render;

/** The light that hair sends to the camera: diffuse, a little wrapped round, with a dull sheen. */
final class CoatLight {

    private static final float WRAP = 0.15f;
    private static final float PER_WRAPPED = 1 / (1 + WRAP);
    private static final float SHEEN = 0.09f;

    private final PinholeCamera camera;
    private final Light light;
    private float halfX;
    private float halfY;
    private float halfZ;

    CoatLight(PinholeCamera camera, Light light) {
        this.camera = camera;
        this.light = light;
    }

    /** Takes the highlights as they are seen in the middle of what moves. */
    void aim(Bounds bounds) {
        double vx = camera.x() - (bounds.minX() + bounds.maxX()) / 2;
        double vy = camera.y() - (bounds.minY() + bounds.maxY()) / 2;
        double vz = camera.z() - (bounds.minZ() + bounds.maxZ()) / 2;
        double per = 1 / Math.max(1e-6, Math.sqrt(vx * vx + vy * vy + vz * vz));
        double hx = light.towardX() + vx * per;
        double hy = light.towardY() + vy * per;
        double hz = light.towardZ() + vz * per;
        double length = Math.max(1e-6, Math.sqrt(hx * hx + hy * hy + hz * hz));
        halfX = (float) (hx / length);
        halfY = (float) (hy / length);
        halfZ = (float) (hz / length);
    }

    /**
     * @param lit share of the direct light that arrives
     * @param open share of the light from above that arrives
     * @param out where r, g, b are written, from index {@code at} on
     */
    void shade(Fragment f, float lit, float open, float[] out, int at) {
        float facing =
                (float) (f.nx * light.towardX() + f.ny * light.towardY() + f.nz * light.towardZ());
        float diffuse = Math.max(0, (facing + WRAP) * PER_WRAPPED);
        float sun = lit * light.strengthAt(f.x, f.y, f.z);
        float sheen = sun > 0 && facing > 0 ? sun * SHEEN * gloss(f) : 0;
        sun *= diffuse;
        float above = 0.5f + 0.5f * f.nz;
        Rgb direct = light.sun();
        Rgb sky = light.sky();
        Rgb ground = light.ground();
        float over = above * open;
        float under = 1 - above;
        out[at] =
                f.r * (sun * direct.r() + over * sky.r() + under * ground.r()) + sheen * direct.r();
        out[at + 1] =
                f.g * (sun * direct.g() + over * sky.g() + under * ground.g()) + sheen * direct.g();
        out[at + 2] =
                f.b * (sun * direct.b() + over * sky.b() + under * ground.b()) + sheen * direct.b();
    }

    /** Blinn's highlight, to the 16th power. */
    private float gloss(Fragment f) {
        float cos = f.nx * halfX + f.ny * halfY + f.nz * halfZ;
        if (cos <= 0) {
            return 0;
        }
        float p = cos * cos;
        p *= p;
        p *= p;
        return p * p;
    }
}
