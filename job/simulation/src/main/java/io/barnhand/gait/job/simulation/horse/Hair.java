package io.barnhand.gait.job.simulation.horse;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Locks of hair as tapering strips on the horse at rest: the mane over the crest to both sides, the
 * forelock, and the tail.
 */
final class Hair {

    private static final int MANE_LOCKS = 60;
    private static final int TAIL_LOCKS = 46;
    private static final int PARTS = 5;
    private static final double TOP = 2.0;
    private static final double FINE = .004;

    /** Share of the distance to the surface that is safe to go: flat parts understate it. */
    private static final double SAFE = .8;

    /**
     * One lock.
     *
     * @param spine points from root to tip, {@code [PARTS + 1][3]}
     * @param across unit direction of the strip's width
     * @param width at the root, BL
     * @param shade 0..1, darker to lighter
     */
    private record Lock(double[][] spine, double[] across, double width, double shade) {}

    private Hair() {}

    /** Strips as triangles, with the shade of each vertex and how far down its lock it lies. */
    record Strips(
            float[] positions, float[] normals, int[] triangles, float[] shade, float[] down) {}

    static Strips mane(Build build, BodyField body, Posture rest, long seed) {
        SplittableRandom random = new SplittableRandom(seed ^ 0x3A4E);
        double length = random.nextDouble(.12, .22);
        double right = random.nextDouble(.25, .75);
        double from = Build.NECK_BASE.x() - .10;
        double to = rest.origin(Bone.HEAD).x() - .01;
        List<Lock> locks = new ArrayList<>();
        for (int i = 0; i < MANE_LOCKS; i++) {
            double x = from + (to - from) * (i + random.nextDouble(-.3, .3)) / (MANE_LOCKS - 1);
            double top = crest(body, x);
            double side = random.nextDouble() < right ? -1 : 1;
            double reach = length * random.nextDouble(.75, 1.15);
            double[][] spine = new double[PARTS + 1][];
            for (int p = 0; p <= PARTS; p++) {
                double below = reach * p / PARTS;
                double along = x - .25 * below;
                double z = top + .012 - below;
                spine[p] = new double[] {along, side * (halfWidth(body, along, z) + .006), z};
            }
            spine[0][1] = 0;
            locks.add(new Lock(spine, new double[] {1, 0, .35}, .030, random.nextDouble()));
        }
        Joint poll = rest.origin(Bone.HEAD);
        double head = rest.angle(Bone.HEAD);
        for (int i = -1; i <= 1; i++) {
            double[][] spine = new double[PARTS + 1][];
            for (int p = 0; p <= PARTS; p++) {
                Joint at = poll.towards(head, .03 * p).towards(head + Math.PI / 2, .075 - .004 * p);
                spine[p] = new double[] {at.x(), .014 * i, at.z()};
            }
            locks.add(new Lock(spine, new double[] {0, 1, 0}, .020, random.nextDouble()));
        }
        return strips(locks);
    }

    static Strips tail(Build build, long seed) {
        SplittableRandom random = new SplittableRandom(seed ^ 0x7A11);
        double length = random.nextDouble(.60, .86);
        double z0 = build.trunkHeight() + Build.TAIL_ROOT.z();
        double x0 = Build.TAIL_ROOT.x() - .035;
        List<Lock> locks = new ArrayList<>();
        for (int i = 0; i < TAIL_LOCKS; i++) {
            double spread = random.nextDouble(-1, 1);
            double fore = random.nextDouble(-1, 1);
            double reach = length * random.nextDouble(.78, 1);
            double[][] spine = new double[PARTS + 1][];
            for (int p = 0; p <= PARTS; p++) {
                double s = (double) p / PARTS;
                double bulge = Math.sin(Math.PI * Math.min(1, .15 + .75 * s));
                spine[p] =
                        new double[] {
                            x0 - .095 * Math.sqrt(s) * (1 - .35 * s) + .038 * fore * bulge,
                            .050 * spread * bulge,
                            z0 - reach * s * (.25 + .75 * Math.sqrt(s))
                        };
            }
            double turn = random.nextDouble(Math.PI);
            double[] across = {Math.cos(turn), Math.sin(turn), 0};
            locks.add(new Lock(spine, across, .034, random.nextDouble()));
        }
        return strips(locks);
    }

    private static Strips strips(List<Lock> locks) {
        int rows = PARTS + 1;
        float[] positions = new float[locks.size() * rows * 6];
        float[] normals = new float[positions.length];
        float[] shade = new float[positions.length / 3];
        float[] down = new float[positions.length / 3];
        int[] triangles = new int[locks.size() * PARTS * 6];
        int v = 0;
        int corner = 0;
        for (Lock lock : locks) {
            double[] a = lock.across();
            double norm = Math.sqrt(a[0] * a[0] + a[1] * a[1] + a[2] * a[2]);
            for (int p = 0; p < rows; p++) {
                double s = (double) p / PARTS;
                double half = .5 * lock.width() * (1 - .85 * s * s) / norm;
                double[] on = lock.spine()[p];
                for (int end = -1; end <= 1; end += 2) {
                    for (int c = 0; c < 3; c++) {
                        positions[3 * v + c] = (float) (on[c] + end * half * a[c]);
                    }
                    // Hair scatters: light from above counts wherever the strip faces.
                    normals[3 * v] = (float) (-.5 * a[1] / norm);
                    normals[3 * v + 1] = (float) (Math.signum(on[1] + 1e-9) * .6);
                    normals[3 * v + 2] = .62f;
                    shade[v] = (float) lock.shade();
                    down[v] = (float) s;
                    v++;
                }
                if (p > 0) {
                    int[] quad = {v - 4, v - 3, v - 2, v - 2, v - 3, v - 1};
                    System.arraycopy(quad, 0, triangles, corner, 6);
                    corner += 6;
                }
            }
        }
        return new Strips(positions, normals, triangles, shade, down);
    }

    private static double crest(BodyField body, double x) {
        double z = TOP;
        double d = body.at(x, 0, z);
        while (z > 0 && d > 0) {
            z -= Math.max(FINE, SAFE * d);
            d = body.at(x, 0, z);
        }
        return z;
    }

    private static double halfWidth(BodyField body, double x, double z) {
        double y = 0;
        double d = body.at(x, 0, z);
        while (y < .3 && d < 0) {
            y += Math.max(FINE, -SAFE * d);
            d = body.at(x, y, z);
        }
        return y;
    }
}
