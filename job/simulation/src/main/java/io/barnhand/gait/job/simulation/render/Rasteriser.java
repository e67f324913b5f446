package io.barnhand.gait.job.simulation.render;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * Finds which triangle is seen at each of four samples of a pixel. Colours are made afterwards, for
 * what is seen only.
 *
 * <p>A triangle is rasterised in homogeneous coordinates (Olano and Greer, "Triangle scan
 * conversion using 2D homogeneous coordinates", 1997): its edge functions are planes through the
 * camera, so that one that crosses the near plane needs no cutting.
 */
public final class Rasteriser {

    /** Samples a pixel, on a rotated grid: a steep edge has four steps, not two. */
    public static final int SAMPLES = 4;

    /**
     * When a sample sees the world: two of a pixel's four when the shutter opens and two when it
     * closes, so that movement blurs.
     */
    public enum Time {
        OPENING,
        CLOSING,
        ALWAYS
    }

    static final double NEAR = 0.05;

    private static final double[] SAMPLE_X = {-0.125, 0.375, -0.375, 0.125};
    private static final double[] SAMPLE_Y = {-0.375, -0.125, 0.125, 0.375};
    private static final int NOTHING = -1;
    private static final int TRIANGLE_BITS = 20;

    /** Side of the squares that are cleared when something is first drawn into them, px. */
    static final int TILE = 8;

    private final int width;
    private final int height;

    /** 1 / depth of what is seen at each sample, 0 where nothing is. */
    private final float[] closeness;

    private final int[] hits;
    private final List<Surface> surfaces = new ArrayList<>();
    private final List<float[]> eyes = new ArrayList<>();
    private PinholeCamera camera;
    private double[] rotation;
    private double centreX;
    private double centreY;
    private double perFocal;
    private float[] before;
    private final int tileColumns;
    private final int[] tileTurn;
    private int turn;

    public Rasteriser(int width, int height) {
        this.width = width;
        this.height = height;
        closeness = new float[width * height * SAMPLES];
        hits = new int[width * height * SAMPLES];
        tileColumns = (width + TILE - 1) / TILE;
        tileTurn = new int[tileColumns * ((height + TILE - 1) / TILE)];
    }

    /**
     * Starts a picture.
     *
     * @param camera whose picture has this rasteriser's size
     * @param before 1 / depth at each sample of what is there already; null for nothing
     */
    public void begin(PinholeCamera camera, float[] before) {
        this.camera = camera;
        this.before = before;
        rotation = camera.rotation();
        centreX = camera.centreX();
        centreY = camera.centreY();
        perFocal = 1 / camera.focal();
        surfaces.clear();
        turn++;
    }

    /** Whether something may have been drawn into the tile that holds a pixel. */
    boolean drawnAround(int x, int y) {
        return tileTurn[y / TILE * tileColumns + x / TILE] == turn;
    }

    private void clearTiles(int left, int top, int right, int bottom) {
        for (int row = top / TILE; row <= bottom / TILE; row++) {
            for (int column = left / TILE; column <= right / TILE; column++) {
                if (tileTurn[row * tileColumns + column] != turn) {
                    tileTurn[row * tileColumns + column] = turn;
                    clearTile(column * TILE, row * TILE);
                }
            }
        }
    }

    private void clearTile(int left, int top) {
        int count = (Math.min(width, left + TILE) - left) * SAMPLES;
        for (int y = top; y < Math.min(height, top + TILE); y++) {
            int from = (y * width + left) * SAMPLES;
            Arrays.fill(hits, from, from + count, NOTHING);
            if (before == null) {
                Arrays.fill(closeness, from, from + count, 0);
            } else {
                System.arraycopy(before, from, closeness, from, count);
            }
        }
    }

    /**
     * Draws a surface over what is farther away.
     *
     * @param time which of the samples see it
     * @return its number, for {@link #surface}
     * @throws IllegalArgumentException if it has more than a million triangles or is one of too
     *     many
     */
    public int draw(Surface surface, Time time) {
        int number = surfaces.size();
        int[] triangles = surface.triangles();
        if (triangles.length / 3 >= 1 << TRIANGLE_BITS || number >= 1 << (31 - TRIANGLE_BITS)) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "Surface %d of %d triangles is too much for one picture; give fewer",
                            number,
                            triangles.length / 3));
        }
        surfaces.add(surface);
        float[] eye = toEye(surface, number);
        for (int t = 0; t < triangles.length; t += 3) {
            triangle(
                    eye,
                    5 * triangles[t],
                    5 * triangles[t + 1],
                    5 * triangles[t + 2],
                    surface.twoSided(),
                    number << TRIANGLE_BITS | t / 3,
                    time);
        }
        return number;
    }

    /** Right, down, forward, and where it is seen: px, py; five values a vertex. */
    private float[] toEye(Surface surface, int number) {
        float[] p = surface.positions();
        int length = p.length / 3 * 5;
        if (eyes.size() == number) {
            eyes.add(new float[length]);
        } else if (eyes.get(number).length < length) {
            eyes.set(number, new float[length]);
        }
        float[] eye = eyes.get(number);
        double[] m = rotation;
        double focal = camera.focal();
        for (int i = 0, o = 0; i < p.length; i += 3, o += 5) {
            double dx = p[i] - camera.x();
            double dy = p[i + 1] - camera.y();
            double dz = p[i + 2] - camera.z();
            double right = m[0] * dx + m[1] * dy + m[2] * dz;
            double down = m[3] * dx + m[4] * dy + m[5] * dz;
            double forward = m[6] * dx + m[7] * dy + m[8] * dz;
            eye[o] = (float) right;
            eye[o + 1] = (float) down;
            eye[o + 2] = (float) forward;
            eye[o + 3] = (float) (centreX + focal * right / forward);
            eye[o + 4] = (float) (centreY + focal * down / forward);
        }
        return eye;
    }

    private void triangle(float[] eye, int a, int b, int c, boolean twoSided, int hit, Time time) {
        double az = eye[a + 2];
        double bz = eye[b + 2];
        double cz = eye[c + 2];
        if (az < NEAR && bz < NEAR && cz < NEAR) {
            return;
        }
        double ax = eye[a];
        double ay = eye[a + 1];
        double bx = eye[b];
        double by = eye[b + 1];
        double cx = eye[c];
        double cy = eye[c + 1];
        double volume =
                ax * (by * cz - bz * cy) + ay * (bz * cx - bx * cz) + az * (bx * cy - by * cx);
        // Counter-clockwise from outside and facing the camera: the volume is negative.
        if (volume == 0 || volume > 0 && !twoSided) {
            return;
        }
        int left = 0;
        int top = 0;
        int right = width - 1;
        int bottom = height - 1;
        if (az >= NEAR && bz >= NEAR && cz >= NEAR) {
            float px = eye[a + 3];
            float qx = eye[b + 3];
            float rx = eye[c + 3];
            left = Math.max(left, ceil(Math.min(px, Math.min(qx, rx)) - 0.5f));
            right = Math.min(right, ceil(Math.max(px, Math.max(qx, rx)) + 0.5f) - 1);
            float py = eye[a + 4];
            float qy = eye[b + 4];
            float ry = eye[c + 4];
            top = Math.max(top, ceil(Math.min(py, Math.min(qy, ry)) - 0.5f));
            bottom = Math.min(bottom, ceil(Math.max(py, Math.max(qy, ry)) + 0.5f) - 1);
        }
        if (left > right || top > bottom) {
            return;
        }
        double scale = Math.signum(volume) * perFocal;
        double signZ = Math.signum(volume);
        clearTiles(left, top, right, bottom);
        double a0 = (by * cz - bz * cy) * scale;
        double b0 = (bz * cx - bx * cz) * scale;
        double c0 = (bx * cy - by * cx) * signZ - a0 * centreX - b0 * centreY;
        double a1 = (cy * az - cz * ay) * scale;
        double b1 = (cz * ax - cx * az) * scale;
        double c1 = (cx * ay - cy * ax) * signZ - a1 * centreX - b1 * centreY;
        double a2 = (ay * bz - az * by) * scale;
        double b2 = (az * bx - ax * bz) * scale;
        double c2 = (ax * by - ay * bx) * signZ - a2 * centreX - b2 * centreY;
        double perVolume = 1 / Math.abs(volume);
        double reach0 = 0.375 * (Math.abs(a0) + Math.abs(b0));
        double reach1 = 0.375 * (Math.abs(a1) + Math.abs(b1));
        double reach2 = 0.375 * (Math.abs(a2) + Math.abs(b2));
        double outer0 = SAMPLE_X[3] * a0 + SAMPLE_Y[3] * b0;
        double outer1 = SAMPLE_X[3] * a1 + SAMPLE_Y[3] * b1;
        double outer2 = SAMPLE_X[3] * a2 + SAMPLE_Y[3] * b2;
        double inner0 = SAMPLE_X[1] * a0 + SAMPLE_Y[1] * b0;
        double inner1 = SAMPLE_X[1] * a1 + SAMPLE_Y[1] * b1;
        double inner2 = SAMPLE_X[1] * a2 + SAMPLE_Y[1] * b2;
        for (int y = top; y <= bottom; y++) {
            double row0 = b0 * y + c0;
            double row1 = b1 * y + c1;
            double row2 = b2 * y + c2;
            for (int x = left; x <= right; x++) {
                double e0 = a0 * x + row0;
                double e1 = a1 * x + row1;
                double e2 = a2 * x + row2;
                if (e0 < -reach0 || e1 < -reach1 || e2 < -reach2) {
                    continue;
                }
                int at = (y * width + x) * SAMPLES;
                if (time != Time.CLOSING) {
                    plot(at, e0 - outer0, e1 - outer1, e2 - outer2, perVolume, hit);
                    plot(at + 3, e0 + outer0, e1 + outer1, e2 + outer2, perVolume, hit);
                }
                if (time != Time.OPENING) {
                    plot(at + 1, e0 + inner0, e1 + inner1, e2 + inner2, perVolume, hit);
                    plot(at + 2, e0 - inner0, e1 - inner1, e2 - inner2, perVolume, hit);
                }
            }
        }
    }

    private void plot(int at, double e0, double e1, double e2, double perVolume, int hit) {
        if (e0 >= 0 && e1 >= 0 && e2 >= 0) {
            float near = (float) ((e0 + e1 + e2) * perVolume);
            if (near > closeness[at] && near < 1 / NEAR) {
                closeness[at] = near;
                hits[at] = hit;
            }
        }
    }

    private static int ceil(float v) {
        int i = (int) v;
        return v > i ? i + 1 : i;
    }

    /** The surface seen at a sample, by the order of drawing; -1 where there is none of them. */
    public int surface(int x, int y, int sample) {
        return tileTurn[y / TILE * tileColumns + x / TILE] == turn
                ? hits[(y * width + x) * SAMPLES + sample] >> TRIANGLE_BITS
                : NOTHING;
    }

    /** {@link #surface} of the n-th sample of the picture, in a tile that was drawn into. */
    int surfaceDrawn(int n) {
        return hits[n] >> TRIANGLE_BITS;
    }

    /** 1 / depth of what is seen at the n-th sample, in a tile that was drawn into, BL. */
    float closenessDrawn(int n) {
        return closeness[n];
    }

    /** 1 / depth of what is seen at a sample where {@link #surface} is not -1, BL. */
    public float closeness(int x, int y, int sample) {
        return closeness[(y * width + x) * SAMPLES + sample];
    }

    /** The world direction through a sample, of length 1 along the optical axis. */
    public void ray(int x, int y, int sample, double[] direction) {
        double u = (x + SAMPLE_X[sample] - centreX) * perFocal;
        double v = (y + SAMPLE_Y[sample] - centreY) * perFocal;
        double[] m = rotation;
        direction[0] = m[6] + u * m[0] + v * m[3];
        direction[1] = m[7] + u * m[1] + v * m[4];
        direction[2] = m[8] + u * m[2] + v * m[5];
    }

    /** Position, normal and colour of what is seen at a sample where {@link #surface} is not -1. */
    public void interpolate(int x, int y, int sample, Fragment out) {
        int hit = hits[(y * width + x) * SAMPLES + sample];
        int number = hit >> TRIANGLE_BITS;
        int corner = 3 * (hit & (1 << TRIANGLE_BITS) - 1);
        Surface surface = surfaces.get(number);
        float[] eye = eyes.get(number);
        int i = surface.triangles()[corner];
        int j = surface.triangles()[corner + 1];
        int k = surface.triangles()[corner + 2];
        double u = (x + SAMPLE_X[sample] - centreX) * perFocal;
        double v = (y + SAMPLE_Y[sample] - centreY) * perFocal;
        double e0 = edge(eye, 5 * j, 5 * k, u, v);
        double e1 = edge(eye, 5 * k, 5 * i, u, v);
        double e2 = edge(eye, 5 * i, 5 * j, u, v);
        double perSum = 1 / (e0 + e1 + e2);
        double w0 = e0 * perSum;
        double w1 = e1 * perSum;
        double w2 = 1 - w0 - w1;
        i *= 3;
        j *= 3;
        k *= 3;
        float[] n = surface.normals();
        float f0 = (float) w0;
        float f1 = (float) w1;
        float f2 = (float) w2;
        out.nx = f0 * n[i] + f1 * n[j] + f2 * n[k];
        out.ny = f0 * n[i + 1] + f1 * n[j + 1] + f2 * n[k + 1];
        out.nz = f0 * n[i + 2] + f1 * n[j + 2] + f2 * n[k + 2];
        out.unitNormal();
        float[] c = surface.colours();
        out.r = f0 * c[i] + f1 * c[j] + f2 * c[k];
        out.g = f0 * c[i + 1] + f1 * c[j + 1] + f2 * c[k + 1];
        out.b = f0 * c[i + 2] + f1 * c[j + 2] + f2 * c[k + 2];
        double[] m = rotation;
        out.depth = 1.0 / closeness[(y * width + x) * SAMPLES + sample];
        out.x = camera.x() + out.depth * (m[6] + u * m[0] + v * m[3]);
        out.y = camera.y() + out.depth * (m[7] + u * m[1] + v * m[4]);
        out.z = camera.z() + out.depth * (m[8] + u * m[2] + v * m[5]);
        out.footprint = out.depth * perFocal;
        if (surface.twoSided()) {
            faceViewer(out);
        }
    }

    private void faceViewer(Fragment out) {
        double towards =
                out.nx * (camera.x() - out.x)
                        + out.ny * (camera.y() - out.y)
                        + out.nz * (camera.z() - out.z);
        if (towards < 0) {
            out.nx = -out.nx;
            out.ny = -out.ny;
            out.nz = -out.nz;
        }
    }

    private static double edge(float[] eye, int p, int q, double u, double v) {
        double px = eye[p];
        double py = eye[p + 1];
        double pz = eye[p + 2];
        double qx = eye[q];
        double qy = eye[q + 1];
        double qz = eye[q + 2];
        return u * (py * qz - pz * qy) + v * (pz * qx - px * qz) + (px * qy - py * qx);
    }
}
