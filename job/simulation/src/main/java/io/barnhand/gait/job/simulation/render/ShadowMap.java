package io.barnhand.gait.job.simulation.render;

import java.util.Arrays;

/** The surface nearest to the light along parallel rays: everything behind it is in shadow. */
public final class ShadowMap {

    private static final int MAX_SIDE = 1024;
    private static final double FINEST = 0.012;

    /**
     * How far a caster must be before a point to shade it, texels: else surfaces shade themselves.
     */
    private static final double BIAS = 1.2;

    /** Unit directions across, up the map, and towards the light. */
    private double[] across;

    private double[] up;
    private double[] toward;
    private double texel;
    private double perTexel;
    private double originAcross;
    private double originUp;
    private int columns;
    private int rows;
    private float[] nearest = new float[0];

    /** Empties the map and lays it around the casters to come. */
    public void begin(Light light, Bounds bounds) {
        toward = new double[] {light.towardX(), light.towardY(), light.towardZ()};
        double[] helper =
                Math.abs(toward[2]) < 0.9 ? new double[] {0, 0, 1} : new double[] {1, 0, 0};
        across = unit(cross(helper, toward));
        up = cross(toward, across);
        double[] low = {Double.MAX_VALUE, Double.MAX_VALUE};
        double[] high = {-Double.MAX_VALUE, -Double.MAX_VALUE};
        for (double[] corner : bounds.corners()) {
            double a = dot(across, corner[0], corner[1], corner[2]);
            double u = dot(up, corner[0], corner[1], corner[2]);
            low[0] = Math.min(low[0], a);
            low[1] = Math.min(low[1], u);
            high[0] = Math.max(high[0], a);
            high[1] = Math.max(high[1], u);
        }
        double extent = Math.max(high[0] - low[0], high[1] - low[1]);
        texel = Math.max(Math.max(FINEST, light.softness() / 1.5), extent / (MAX_SIDE - 8));
        perTexel = 1 / texel;
        originAcross = low[0] - 3 * texel;
        originUp = low[1] - 3 * texel;
        columns = (int) Math.ceil((high[0] - low[0]) / texel) + 6;
        rows = (int) Math.ceil((high[1] - low[1]) / texel) + 6;
        if (nearest.length < columns * rows) {
            nearest = new float[columns * rows];
        }
        Arrays.fill(nearest, 0, columns * rows, -Float.MAX_VALUE);
    }

    /** Adds the shadow of a surface, of both its sides. */
    public void cast(Surface surface) {
        float[] p = surface.positions();
        int[] t = surface.triangles();
        double[] flat = new double[p.length];
        for (int i = 0; i < p.length; i += 3) {
            flat[i] = (dot(across, p[i], p[i + 1], p[i + 2]) - originAcross) * perTexel - 0.5;
            flat[i + 1] = (dot(up, p[i], p[i + 1], p[i + 2]) - originUp) * perTexel - 0.5;
            flat[i + 2] = dot(toward, p[i], p[i + 1], p[i + 2]);
        }
        for (int i = 0; i < t.length; i += 3) {
            triangle(flat, 3 * t[i], 3 * t[i + 1], 3 * t[i + 2]);
        }
    }

    private void triangle(double[] f, int a, int b, int c) {
        double ax = f[a];
        double ay = f[a + 1];
        double bx = f[b];
        double by = f[b + 1];
        double cx = f[c];
        double cy = f[c + 1];
        double area = (bx - ax) * (cy - ay) - (by - ay) * (cx - ax);
        if (area == 0) {
            return;
        }
        int left = (int) Math.max(0, Math.ceil(Math.min(ax, Math.min(bx, cx))));
        int right = (int) Math.min(columns - 1, Math.floor(Math.max(ax, Math.max(bx, cx))));
        int bottom = (int) Math.max(0, Math.ceil(Math.min(ay, Math.min(by, cy))));
        int top = (int) Math.min(rows - 1, Math.floor(Math.max(ay, Math.max(by, cy))));
        double perArea = 1 / area;
        for (int y = bottom; y <= top; y++) {
            for (int x = left; x <= right; x++) {
                double w0 = ((bx - x) * (cy - y) - (by - y) * (cx - x)) * perArea;
                double w1 = ((cx - x) * (ay - y) - (cy - y) * (ax - x)) * perArea;
                double w2 = 1 - w0 - w1;
                if (w0 >= 0 && w1 >= 0 && w2 >= 0) {
                    float near = (float) (w0 * f[a + 2] + w1 * f[b + 2] + w2 * f[c + 2]);
                    int at = y * columns + x;
                    if (near > nearest[at]) {
                        nearest[at] = near;
                    }
                }
            }
        }
    }

    /**
     * Whether a point can be in shadow at all: it is not beside the casters, seen from the light.
     */
    boolean covers(double x, double y, double z) {
        double a = (dot(across, x, y, z) - originAcross) * perTexel;
        double u = (dot(up, x, y, z) - originUp) * perTexel;
        return a > 0 && u > 0 && a < columns && u < rows;
    }

    /**
     * The share of the light that reaches a point, 0 to 1.
     *
     * @param nx unit normal of the surface there: the point is moved out along it a little
     */
    public float lit(double x, double y, double z, float nx, float ny, float nz) {
        double shift = BIAS * texel;
        double px = x + shift * nx;
        double py = y + shift * ny;
        double pz = z + shift * nz;
        double a = (dot(across, px, py, pz) - originAcross) * perTexel - 1.5;
        double u = (dot(up, px, py, pz) - originUp) * perTexel - 1.5;
        if (a < 0 || u < 0 || a >= columns - 4 || u >= rows - 4) {
            return 1;
        }
        double height = dot(toward, px, py, pz) + 0.5 * texel;
        int ia = (int) a;
        int iu = (int) u;
        int corner = iu * columns + ia;
        boolean dark = nearest[corner] > height;
        if (dark == nearest[corner + 3] > height
                && dark == nearest[corner + 3 * columns] > height
                && dark == nearest[corner + 3 * columns + 3] > height
                && dark == nearest[corner + columns + 1] > height
                && dark == nearest[corner + columns + 2] > height
                && dark == nearest[corner + 2 * columns + 1] > height
                && dark == nearest[corner + 2 * columns + 2] > height) {
            return dark ? 0 : 1;
        }
        float fa = (float) (a - ia);
        float fu = (float) (u - iu);
        float blocked = 0;
        for (int row = 0; row < 4; row++) {
            int at = (iu + row) * columns + ia;
            float line =
                    (nearest[at] > height ? 1 - fa : 0)
                            + (nearest[at + 1] > height ? 1 : 0)
                            + (nearest[at + 2] > height ? 1 : 0)
                            + (nearest[at + 3] > height ? fa : 0);
            blocked += line * (row == 0 ? 1 - fu : row == 3 ? fu : 1);
        }
        return 1 - blocked / 9;
    }

    private static double dot(double[] d, double x, double y, double z) {
        return d[0] * x + d[1] * y + d[2] * z;
    }

    private static double[] cross(double[] p, double[] q) {
        return new double[] {
            p[1] * q[2] - p[2] * q[1], p[2] * q[0] - p[0] * q[2], p[0] * q[1] - p[1] * q[0]
        };
    }

    private static double[] unit(double[] v) {
        double length = Math.sqrt(dot(v, v[0], v[1], v[2]));
        return new double[] {v[0] / length, v[1] / length, v[2] / length};
    }
}
