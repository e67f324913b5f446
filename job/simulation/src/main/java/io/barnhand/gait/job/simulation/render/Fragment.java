package io.barnhand.gait.job.simulation.render;

/** A point of a surface that is being shaded: reused from pixel to pixel. */
public final class Fragment {
    /** Position, BL. */
    public double x;

    public double y;
    public double z;

    /** Unit normal towards the viewer's side. */
    public float nx;

    public float ny;
    public float nz;

    /** Linear albedo; a material multiplies it. */
    public float r;

    public float g;
    public float b;

    /** Along the optical axis, BL. */
    public double depth;

    /** Size of a pixel at this point, seen square, BL. */
    public double footprint;

    public void colour(Rgb c) {
        r = c.r();
        g = c.g();
        b = c.b();
    }

    public void times(double factor) {
        r *= (float) factor;
        g *= (float) factor;
        b *= (float) factor;
    }

    /** Mixes another albedo in. */
    public void mix(Rgb c, double share) {
        float s = (float) Math.max(0, Math.min(1, share));
        r += s * (c.r() - r);
        g += s * (c.g() - g);
        b += s * (c.b() - b);
    }

    /** Tilts the normal, as bumps do, and makes it unit again. */
    public void tilt(double dx, double dy, double dz) {
        nx += (float) dx;
        ny += (float) dy;
        nz += (float) dz;
        unitNormal();
    }

    void unitNormal() {
        float length = (float) Math.sqrt(nx * nx + ny * ny + nz * nz);
        if (length > 0) {
            float per = 1 / length;
            nx *= per;
            ny *= per;
            nz *= per;
        }
    }
}
