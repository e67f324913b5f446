package io.barnhand.gait.job.simulation.horse;

import io.barnhand.gait.operators.records.Limb;
import java.util.Arrays;
import java.util.List;

/**
 * Ties a surface at rest to the skeleton: every vertex follows its nearest bones (linear blend
 * skinning). Bones turn in the median plane only, so that widths stay.
 */
final class Skin {

    static final int BONES = 4;

    /** How soon a bone's hold fades with distance: the trunk blends wide, the lower limbs sharp. */
    private static final double WIDE = .045;

    private static final double SHARP = .012;

    private final float[] rest;
    private final float[] restNormals;
    private final byte[] bone;
    private final float[] weight;
    private final Posture atRest;

    private Skin(float[] rest, float[] normals, byte[] bone, float[] weight, Posture atRest) {
        this.rest = rest;
        this.restNormals = normals;
        this.bone = bone;
        this.weight = weight;
        this.atRest = atRest;
    }

    /** A surface that follows the bones of the solids it was blended from. */
    static Skin blended(float[] rest, float[] normals, List<RoundCone> cones, Posture atRest) {
        int n = rest.length / 3;
        byte[] bones = new byte[BONES * n];
        float[] weights = new float[BONES * n];
        double[] near = new double[Bone.COUNT];
        for (int v = 0; v < n; v++) {
            Arrays.fill(near, Double.POSITIVE_INFINITY);
            for (RoundCone cone : cones) {
                double d = cone.distance(rest[3 * v], rest[3 * v + 1], rest[3 * v + 2]);
                int b = cone.bone().ordinal();
                near[b] = Math.min(near[b], d);
            }
            hold(near, rest[3 * v + 1], v, bones, weights);
        }
        return new Skin(rest, normals, bones, weights, atRest);
    }

    /** A surface that moves with one bone. */
    static Skin rigid(float[] rest, float[] normals, Bone bone, Posture atRest) {
        int n = rest.length / 3;
        byte[] bones = new byte[BONES * n];
        float[] weights = new float[BONES * n];
        for (int v = 0; v < n; v++) {
            bones[BONES * v] = (byte) bone.ordinal();
            weights[BONES * v] = 1;
        }
        return new Skin(rest, normals, bones, weights, atRest);
    }

    private static void hold(double[] near, float left, int v, byte[] bones, float[] weights) {
        int nearest = 0;
        for (int b = 1; b < near.length; b++) {
            if (near[b] < near[nearest]) {
                nearest = b;
            }
        }
        double closest = near[nearest];
        double fade = lower(nearest) ? SHARP : WIDE;
        double[] held = new double[near.length];
        for (int b = 0; b < near.length; b++) {
            // A limb never moves the skin of the other side.
            held[b] = otherSide(b, left) ? 0 : Math.exp((closest - near[b]) / fade);
        }
        double sum = 0;
        for (int slot = 0; slot < BONES; slot++) {
            int strongest = 0;
            for (int b = 1; b < held.length; b++) {
                if (held[b] > held[strongest]) {
                    strongest = b;
                }
            }
            bones[BONES * v + slot] = (byte) strongest;
            weights[BONES * v + slot] = (float) held[strongest];
            sum += held[strongest];
            held[strongest] = 0;
        }
        for (int slot = 0; slot < BONES; slot++) {
            weights[BONES * v + slot] /= (float) sum;
        }
    }

    private static boolean lower(int bone) {
        int first = Bone.LH_UPPER.ordinal();
        return bone >= first && (bone - first) % 5 >= 2;
    }

    private static boolean otherSide(int bone, float left) {
        int first = Bone.LH_UPPER.ordinal();
        if (bone < first) {
            return false;
        }
        boolean leftLimb = Limb.values()[(bone - first) / 5].left();
        return leftLimb ? left < -.02f : left > .02f;
    }

    /** The bone that moves a vertex most. */
    Bone bone(int v) {
        return Bone.values()[bone[BONES * v]];
    }

    /**
     * The surface in another posture.
     *
     * @param path that takes {@code {along the path, left, up}} into the world
     */
    void pose(Posture posture, StraightPath path, float[] positions, float[] normals) {
        double[] cosine = new double[Bone.COUNT];
        double[] sine = new double[Bone.COUNT];
        double[] dx = new double[Bone.COUNT];
        double[] dz = new double[Bone.COUNT];
        for (Bone b : Bone.values()) {
            int i = b.ordinal();
            double turned = posture.angle(b) - atRest.angle(b);
            cosine[i] = Math.cos(turned);
            sine[i] = Math.sin(turned);
            Joint from = atRest.origin(b);
            Joint to = posture.origin(b);
            dx[i] = to.x() - cosine[i] * from.x() + sine[i] * from.z();
            dz[i] = to.z() - sine[i] * from.x() - cosine[i] * from.z();
        }
        for (int v = 0; v < rest.length / 3; v++) {
            double c = 0;
            double s = 0;
            double tx = 0;
            double tz = 0;
            for (int slot = BONES * v; slot < BONES * (v + 1); slot++) {
                double w = weight[slot];
                int b = bone[slot];
                c += w * cosine[b];
                s += w * sine[b];
                tx += w * dx[b];
                tz += w * dz[b];
            }
            double x = rest[3 * v];
            double z = rest[3 * v + 2];
            path.point(c * x - s * z + tx, rest[3 * v + 1], s * x + c * z + tz, positions, 3 * v);
            double nx = restNormals[3 * v];
            double nz = restNormals[3 * v + 2];
            double shrunk = Math.max(1e-6, Math.hypot(c, s));
            path.direction(
                    (c * nx - s * nz) / shrunk,
                    restNormals[3 * v + 1],
                    (s * nx + c * nz) / shrunk,
                    normals,
                    3 * v);
        }
    }
}
