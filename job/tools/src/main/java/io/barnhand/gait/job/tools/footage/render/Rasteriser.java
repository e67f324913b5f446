package io.barnhand.gait.job.tools.footage.render;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

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

    static final double NEAR = 0.05;

    private static final double[] SAMPLE_X = {-0.125, 0.375, -0.375, 0.125};
    private static final double[] SAMPLE_Y = {-0.375, -0.125, 0.125, 0.375};
    private static final int NOTHING = -1;
    private static final int TRIANGLE_BITS = 20;

    private final int width;
    private final int height;

    /** 1 / depth of what is seen at each sample, 0 where nothing is. */
    private final float[] closeness;

    private final int[] hits;
    private final List<Surface> surfaces = new ArrayList<>();
    private final List<float[]> eyes = new ArrayList<>();
    private Camera camera;
    private double[] rotation;
    private Region region = Region.NONE;

    public Rasteriser(int width, int height) {
        this.width = width;
        this.height = height;
        closeness = new float[width * height * SAMPLES];
        hits = new int[width * height * SAMPLES];
    }

    /**
     * Starts a picture.
     *
     * @param camera whose picture has this rasteriser's size
     * @param region where something will be drawn; nothing outside it is touched
     * @param before 1 / depth at each sample of what is there already; null for nothing
     */
    public void begin(Camera camera, Region region, float[] before) {
        this.camera = camera;
        this.region = region;
        rotation = camera.rotation();
        surfaces.clear();
        for (int y = region.top(); y < region.bottom(); y++) {
            int from = (y * width + region.left()) * SAMPLES;
            int to = (y * width + region.right()) * SAMPLES;
            Arrays.fill(hits, from, to, NOTHING);
            if (before == null) {
                Arrays.fill(closeness, from, to, 0);
            } else {
                System.arraycopy(before, from, closeness, from, to - from);
            }
        }
    }

    /**
     * Draws a surface over what is farther away.
     *
     * @return its number, for {@link #surface}
     * @throws IllegalArgumentException if it has more than a million triangles or is one of too
     *     many
     */
    public int draw(Surface surface) {
        int number = surfaces.size();
        int[] triangles = surface.triangles();
        if (triangles.length / 3 >= 1 << TRIANGLE_BITS || number >= 1 << (31 - TRIANGLE_BITS)) {
            throw new IllegalArgumentException(
                    "Surface %d of %d triangles is too much for one picture; give fewer"
                            .formatted(number, triangles.length / 3));
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
                    number << TRIANGLE_BITS | t / 3);
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
            eye[o + 3] = (float) (camera.centreX() + focal * right / forward);
            eye[o + 4] = (float) (camera.centreY() + focal * down / forward);
        }
        return eye;
    }

    private void triangle(float[] eye, int a, int b, int c, boolean twoSided, int hit) {
        double az = eye[a + 2];
        double bz = eye[b + 2];
        double cz = eye[c + 2];
        if (az < NEAR && bz < NEAR && cz < NEAR) {
            return;
        }
        int left = region.left();
        int top = region.top();
        int right = region.right() - 1;
        int bottom = region.bottom() - 1;
        if (az >= NEAR && bz >= NEAR && cz >= NEAR) {
            float ax = eye[a + 3];
            float bx = eye[b + 3];
            float cx = eye[c + 3];
            left = Math.max(left, ceil(Math.min(ax, Math.min(bx, cx)) - 0.5f));
            right = Math.min(right, ceil(Math.max(ax, Math.max(bx, cx)) + 0.5f) - 1);
            float ay = eye[a + 4];
            float by = eye[b + 4];
            float cy = eye[c + 4];
            top = Math.max(top, ceil(Math.min(ay, Math.min(by, cy)) - 0.5f));
            bottom = Math.min(bottom, ceil(Math.max(ay, Math.max(by, cy)) + 0.5f) - 1);
        }
        if (left > right || top > bottom) {
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
        double scale = Math.signum(volume) / camera.focal();
        double signZ = Math.signum(volume);
        double a0 = (by * cz - bz * cy) * scale;
        double b0 = (bz * cx - bx * cz) * scale;
        double c0 = (bx * cy - by * cx) * signZ - a0 * camera.centreX() - b0 * camera.centreY();
        double a1 = (cy * az - cz * ay) * scale;
        double b1 = (cz * ax - cx * az) * scale;
        double c1 = (cx * ay - cy * ax) * signZ - a1 * camera.centreX() - b1 * camera.centreY();
        double a2 = (ay * bz - az * by) * scale;
        double b2 = (az * bx - ax * bz) * scale;
        double c2 = (ax * by - ay * bx) * signZ - a2 * camera.centreX() - b2 * camera.centreY();
        double perVolume = 1 / Math.abs(volume);
        double reach0 = 0.375 * (Math.abs(a0) + Math.abs(b0));
        double reach1 = 0.375 * (Math.abs(a1) + Math.abs(b1));
        double reach2 = 0.375 * (Math.abs(a2) + Math.abs(b2));
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
                for (int s = 0; s < SAMPLES; s++) {
                    double s0 = e0 + a0 * SAMPLE_X[s] + b0 * SAMPLE_Y[s];
                    double s1 = e1 + a1 * SAMPLE_X[s] + b1 * SAMPLE_Y[s];
                    double s2 = e2 + a2 * SAMPLE_X[s] + b2 * SAMPLE_Y[s];
                    if (s0 >= 0 && s1 >= 0 && s2 >= 0) {
                        float near = (float) ((s0 + s1 + s2) * perVolume);
                        if (near > closeness[at + s] && near < 1 / NEAR) {
                            closeness[at + s] = near;
                            hits[at + s] = hit;
                        }
                    }
                }
            }
        }
    }

    private static int ceil(float v) {
        int i = (int) v;
        return v > i ? i + 1 : i;
    }

    /** The surface seen at a sample, by the order of drawing; -1 where there is none of them. */
    public int surface(int pixel, int sample) {
        int hit = hits[pixel * SAMPLES + sample];
        return hit == NOTHING ? NOTHING : hit >> TRIANGLE_BITS;
    }

    /** 1 / depth of what is seen at a sample, BL; 0 where nothing is. */
    public float closeness(int pixel, int sample) {
        return closeness[pixel * SAMPLES + sample];
    }

    /** A copy of 1 / depth at all samples of all pixels. */
    public float[] closenessCopy() {
        return closeness.clone();
    }

    /** The world direction through a sample, of length 1 along the optical axis. */
    public void ray(int pixel, int sample, double[] direction) {
        double u = (pixel % width + SAMPLE_X[sample] - camera.centreX()) / camera.focal();
        double v = (pixel / width + SAMPLE_Y[sample] - camera.centreY()) / camera.focal();
        double[] m = rotation;
        direction[0] = m[6] + u * m[0] + v * m[3];
        direction[1] = m[7] + u * m[1] + v * m[4];
        direction[2] = m[8] + u * m[2] + v * m[5];
    }

    /** Position, normal and colour of what is seen at a sample where {@link #surface} is not -1. */
    public void interpolate(int pixel, int sample, Fragment out) {
        int hit = hits[pixel * SAMPLES + sample];
        int number = hit >> TRIANGLE_BITS;
        int corner = 3 * (hit & (1 << TRIANGLE_BITS) - 1);
        Surface surface = surfaces.get(number);
        float[] eye = eyes.get(number);
        int i = surface.triangles()[corner];
        int j = surface.triangles()[corner + 1];
        int k = surface.triangles()[corner + 2];
        double u = (pixel % width + SAMPLE_X[sample] - camera.centreX()) / camera.focal();
        double v = (pixel / width + SAMPLE_Y[sample] - camera.centreY()) / camera.focal();
        double e0 = edge(eye, 5 * j, 5 * k, u, v);
        double e1 = edge(eye, 5 * k, 5 * i, u, v);
        double e2 = edge(eye, 5 * i, 5 * j, u, v);
        double sum = e0 + e1 + e2;
        double w0 = e0 / sum;
        double w1 = e1 / sum;
        double w2 = e2 / sum;
        float[] p = surface.positions();
        i *= 3;
        j *= 3;
        k *= 3;
        out.x = w0 * p[i] + w1 * p[j] + w2 * p[k];
        out.y = w0 * p[i + 1] + w1 * p[j + 1] + w2 * p[k + 1];
        out.z = w0 * p[i + 2] + w1 * p[j + 2] + w2 * p[k + 2];
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
        out.depth = 1 / closeness[pixel * SAMPLES + sample];
        out.footprint = out.depth / camera.focal();
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
