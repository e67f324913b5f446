package io.barnhand.gait.job.simulation.horse;

import io.barnhand.gait.job.simulation.render.Noise;
import io.barnhand.gait.operators.records.Limb;
import java.util.SplittableRandom;

/**
 * The coat of one horse: its colour and markings, a value for every point of its surface at rest.
 */
final class Coat {

    private static final float[] WHITE = {.58f, .55f, .50f};
    private static final float[] DARK_HORN = {.030f, .027f, .025f};
    private static final float[] PALE_HORN = {.260f, .210f, .150f};
    private static final float[] SKIN = {.055f, .046f, .044f};

    private final CoatColour colour;
    private final Build build;
    private final Posture rest;
    private final Noise patches;
    private final double shade;
    private final double[] sock = new double[Limb.COUNT];
    private final double blaze;

    Coat(CoatColour colour, Build build, Posture rest, long seed) {
        this.colour = colour;
        this.build = build;
        this.rest = rest;
        patches = new Noise(seed);
        SplittableRandom random = new SplittableRandom(seed);
        shade = Math.exp(random.nextDouble(-.30, .25));
        for (int i = 0; i < sock.length; i++) {
            sock[i] = random.nextDouble() < .4 ? random.nextDouble(.06, .30) : 0;
        }
        blaze = random.nextDouble() < .5 ? random.nextDouble(.010, .035) : 0;
    }

    /** Linear RGB of a point at rest that belongs to a bone. */
    float[] at(double x, double y, double z, Bone bone) {
        Limb limb = limb(bone);
        if (limb != null && bone == Bone.hoof(limb)) {
            return (sock[limb.ordinal()] > 0 ? PALE_HORN : DARK_HORN).clone();
        }
        float[] c = colour.body.clone();
        double grain = patches.at(9 * x, 9 * y, 9 * z) + .5 * patches.at(26 * x, 26 * y, 26 * z);
        scale(c, shade * (.78 + .30 * grain));
        // Lighter below, where the hair is thin.
        scale(c, 1 + .18 * Math.max(0, .72 - z));
        if (colour == CoatColour.DAPPLE_GREY && (limb == null || z > .6)) {
            double dapple = patches.at(36 * x, 36 * y, 36 * z);
            blend(c, WHITE, .26 * step(.35, .85, dapple));
        }
        if (colour == CoatColour.ROAN) {
            blend(c, WHITE, .16 * step(.3, .8, patches.at(90 * x, 90 * y, 90 * z)));
        }
        blend(c, scaled(colour.points, shade), dark(x, z, bone, limb));
        if (colour == CoatColour.PINTO) {
            double patch = patches.at(3.1 * x + 7, 2.4 * y, 3.1 * z);
            blend(c, WHITE, step(.52, .56, patch));
        }
        blend(c, WHITE, marking(x, y, z, bone, limb));
        if (bone == Bone.HEAD) {
            blend(c, SKIN, .85 * step(.90, 1.02, alongHead(x, z)));
        }
        return c;
    }

    /** Linear RGB of a lock of mane or tail. */
    float[] hair(double lock) {
        float[] c = scaled(colour.hair, .75 + .5 * lock);
        if (colour == CoatColour.PINTO && lock > .5) {
            blend(c, WHITE, .6);
        }
        return c;
    }

    private double dark(double x, double z, Bone bone, Limb limb) {
        if (bone == Bone.HEAD) {
            return .8 * step(.62, .95, alongHead(x, z));
        }
        if (limb == null) {
            return 0;
        }
        double joint = rest.origin(Bone.cannon(limb)).z();
        return 1 - step(joint - .02, joint + .13, z);
    }

    private double marking(double x, double y, double z, Bone bone, Limb limb) {
        if (bone == Bone.HEAD && blaze > 0) {
            Joint poll = rest.origin(Bone.HEAD);
            double angle = rest.angle(Bone.HEAD);
            double above = -(x - poll.x()) * Math.sin(angle) + (z - poll.z()) * Math.cos(angle);
            return step(.012, .03, above) * (1 - step(blaze, blaze + .012, Math.abs(y)));
        }
        if (limb == null || sock[limb.ordinal()] == 0) {
            return 0;
        }
        double height = sock[limb.ordinal()] + .03 * (patches.at(30 * x, 30 * y, 30 * z) - .5);
        return 1 - step(height, height + .012, z);
    }

    /** 0 at the poll, 1 at the nose. */
    private double alongHead(double x, double z) {
        Joint poll = rest.origin(Bone.HEAD);
        double angle = rest.angle(Bone.HEAD);
        return ((x - poll.x()) * Math.cos(angle) + (z - poll.z()) * Math.sin(angle)) / build.head();
    }

    private static Limb limb(Bone bone) {
        return bone.ordinal() < Bone.LH_UPPER.ordinal()
                ? null
                : Limb.values()[(bone.ordinal() - Bone.LH_UPPER.ordinal()) / Bone.PER_LIMB];
    }

    private static double step(double from, double to, double value) {
        double w = Math.max(0, Math.min(1, (value - from) / (to - from)));
        return w * w * (3 - 2 * w);
    }

    private static void scale(float[] c, double factor) {
        for (int i = 0; i < c.length; i++) {
            c[i] *= (float) factor;
        }
    }

    private static float[] scaled(float[] c, double factor) {
        float[] copy = c.clone();
        scale(copy, factor);
        return copy;
    }

    private static void blend(float[] c, float[] other, double share) {
        for (int i = 0; i < c.length; i++) {
            c[i] += (float) share * (other[i] - c[i]);
        }
    }
}
