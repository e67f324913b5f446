package io.barnhand.gait.job.simulation.render;

import java.util.Arrays;

/** Plain surfaces whose picture can be worked out by hand. */
final class Shapes {

    private Shapes() {}

    /** One triangle of a colour, normal towards -y. */
    static Surface triangle(float grey, boolean twoSided, float... positions) {
        float[] normals = new float[9];
        float[] colours = new float[9];
        for (int i = 0; i < 9; i += 3) {
            normals[i + 1] = -1;
        }
        Arrays.fill(colours, grey);
        return new Surface(positions, normals, colours, new int[] {0, 1, 2}, twoSided);
    }

    /** A fine upright sheet that faces -y. */
    static Surface sheet(double x0, double x1, double y, double z0, double z1, float grey) {
        int n = 24;
        float[] p = new float[3 * (n + 1) * (n + 1)];
        float[] normals = new float[p.length];
        float[] colours = new float[p.length];
        int[] t = new int[6 * n * n];
        for (int j = 0, o = 0; j <= n; j++) {
            for (int i = 0; i <= n; i++, o += 3) {
                p[o] = (float) (x0 + (x1 - x0) * i / n);
                p[o + 1] = (float) y;
                p[o + 2] = (float) (z0 + (z1 - z0) * j / n);
                normals[o + 1] = -1;
            }
        }
        Arrays.fill(colours, grey);
        for (int j = 0, o = 0; j < n; j++) {
            for (int i = 0; i < n; i++, o += 6) {
                int a = j * (n + 1) + i;
                int[] corners = {a, a + 1, a + n + 2, a, a + n + 2, a + n + 1};
                System.arraycopy(corners, 0, t, o, 6);
            }
        }
        return new Surface(p, normals, colours, t, true);
    }

    /** Nothing but white ground from y 0 to the horizon and a black sky. */
    static Background ground(PinholeCamera camera, float ambient, float direct) {
        int pixels = camera.width() * camera.height();
        float[] a = new float[3 * pixels];
        float[] d = new float[3 * pixels];
        float[] colour = new float[3 * pixels];
        float[] depth = new float[pixels];
        float[] closeness = new float[Rasteriser.SAMPLES * pixels];
        for (int pixel = 0; pixel < pixels; pixel++) {
            double[] ray = camera.ray(pixel % camera.width(), pixel / camera.width());
            boolean sky = ray[2] >= 0;
            depth[pixel] = sky ? Float.POSITIVE_INFINITY : (float) (-camera.z() / ray[2]);
            Arrays.fill(closeness, 4 * pixel, 4 * pixel + 4, 1 / depth[pixel]);
            for (int c = 3 * pixel; c < 3 * pixel + 3; c++) {
                a[c] = sky ? 0 : ambient;
                d[c] = sky ? 0 : direct;
                colour[c] = a[c] + d[c];
            }
        }
        return new Background(camera.width(), camera.height(), a, d, colour, depth, closeness);
    }
}
