package io.barnhand.gait.job.simulation.horse;

import io.barnhand.gait.operators.records.Limb;
import java.util.ArrayList;
import java.util.List;

/** The solids that a horse at rest is blended from, placed on its skeleton. */
final class Anatomy {

    /** With these, and ears of this length, an outside detector takes it for a horse most often. */
    private static final double GIRTH = .94;

    private static final double LIMB_GIRTH = 1.12;

    private final Build build;
    private final Posture rest;
    private final double girth;
    private final double muscle;
    private final double thin;
    private final double neckGirth;
    private final double trunkZ;
    private final List<RoundCone> cones = new ArrayList<>();

    private Anatomy(Build build, Posture rest) {
        this.build = build;
        this.rest = rest;
        BodyShape shape = build.shape();
        girth = GIRTH * shape.girth();
        muscle = shape.muscle();
        thin = LIMB_GIRTH * shape.limbGirth();
        neckGirth = shape.neckGirth();
        trunkZ = build.trunkHeight() - .90;
    }

    static List<RoundCone> of(Build build) {
        Anatomy anatomy = new Anatomy(build, HorseMotion.standing(build));
        anatomy.trunk();
        anatomy.neckAndHead();
        for (Limb limb : Limb.values()) {
            if (limb.hind()) {
                anatomy.haunch(limb);
            } else {
                anatomy.shoulder(limb);
            }
            anatomy.lowerLimb(limb);
        }
        return List.copyOf(anatomy.cones);
    }

    private void trunk() {
        trunkPart(.27, .815, .232, .00, .822, .212, .76, .10);
        trunkPart(.00, .822, .212, -.24, .872, .178, .80, .10);
        trunkPart(-.24, .885, .178, -.41, .905, .128, .84, .10);
        trunkPart(-.41, .905, .115, -.48, .915, .075, .90, .06);
        trunkPart(.31, 1.015, .070, .10, .955, .075, .42, .10);
        trunkPart(.42, .800, .160, .28, .795, .205, .72, .09);
        trunkPart(.49, .800, .095, .38, .685, .105, .90, .07);
        trunkPart(-.24, .995, .080, -.44, .965, .055, .80, .07);
    }

    private void trunkPart(
            double ax,
            double az,
            double ar,
            double bx,
            double bz,
            double br,
            double flat,
            double blend) {
        add(
                Bone.TRUNK,
                new double[] {ax, 0, az + trunkZ},
                ar * girth,
                new double[] {bx, 0, bz + trunkZ},
                br * girth,
                flat,
                blend);
    }

    private void neckAndHead() {
        Joint base = rest.origin(Bone.LOWER_NECK);
        Joint middle = rest.origin(Bone.UPPER_NECK);
        Joint poll = rest.origin(Bone.HEAD);
        double head = rest.angle(Bone.HEAD);
        double length = build.head();
        flatPart(
                Bone.LOWER_NECK,
                base.plus(-.05, -.08),
                .195 * neckGirth,
                middle.plus(.01, -.02),
                .130 * neckGirth,
                .52,
                .09);
        flatPart(
                Bone.UPPER_NECK,
                middle.plus(.01, -.02),
                .130 * neckGirth,
                poll.plus(-.01, -.035),
                .084 * neckGirth,
                .55,
                .06);
        Joint brow = poll.towards(head, .12 * length);
        Joint jowl = poll.towards(head, .30 * length).towards(head - Math.PI / 2, .045);
        Joint cheek = poll.towards(head, .50 * length).towards(head - Math.PI / 2, .030);
        Joint bridge = poll.towards(head, .62 * length).towards(head + Math.PI / 2, .000);
        Joint muzzle = poll.towards(head, .96 * length).towards(head - Math.PI / 2, .012);
        flatPart(Bone.HEAD, poll.plus(0, -.02), .060, brow, .066, .72, .05);
        flatPart(Bone.HEAD, brow, .066, bridge, .046, .74, .04);
        flatPart(Bone.HEAD, jowl, .080, cheek, .058, .58, .04);
        flatPart(Bone.HEAD, cheek, .055, muzzle, .055, .66, .04);
        flatPart(Bone.HEAD, bridge, .045, muzzle.plus(0, .01), .042, .70, .03);
        flatPart(Bone.HEAD, muzzle, .056, muzzle.towards(head - 1.1, .035), .040, .85, .03);
        for (double side : new double[] {-1, 1}) {
            double[] root = {poll.x() + .005, side * .034, poll.z() + .030};
            double[] tip = {poll.x() + .038, side * .054, poll.z() + .165};
            add(Bone.HEAD, root, .028, tip, .006, 1, .012);
        }
    }

    private void flatPart(
            Bone bone, Joint a, double ar, Joint b, double br, double flat, double blend) {
        add(
                bone,
                new double[] {a.x(), 0, a.z()},
                ar,
                new double[] {b.x(), 0, b.z()},
                br,
                flat,
                blend);
    }

    private void haunch(Limb limb) {
        Joint hip = rest.origin(Bone.upper(limb));
        Joint stifle = rest.origin(Bone.middle(limb));
        Joint hock = rest.origin(Bone.cannon(limb));
        double out = side(limb, Build.HIND_HALF_WIDTH);
        Bone upper = Bone.upper(limb);
        Bone middle = Bone.middle(limb);
        part(
                upper,
                hip.plus(.00, -.01),
                .9 * out,
                .140 * muscle,
                stifle.plus(-.02, .03),
                1.1 * out,
                .088 * muscle,
                .07);
        part(
                upper,
                hip.plus(-.12, -.02),
                .75 * out,
                .100 * muscle,
                stifle.plus(-.11, .00),
                .95 * out,
                .080 * muscle,
                .07);
        part(
                middle,
                stifle.plus(-.01, .01),
                1.1 * out,
                .078 * muscle,
                mix(stifle, hock, .6),
                out,
                .050 * muscle,
                .05);
        part(
                middle,
                stifle.plus(-.08, -.01),
                out,
                .066 * muscle,
                mix(stifle, hock, .75),
                out,
                .036 * muscle,
                .05);
        part(middle, mix(stifle, hock, .6), out, .044 * thin, hock, out, .034 * thin, .02);
        // Point of the hock and the tendon that leads to it.
        double up = hock.angle(stifle);
        Joint point = hock.towards(up + .55, .062);
        part(
                middle,
                point,
                out,
                .017 * thin,
                mix(stifle, hock, .45).plus(-.045, 0),
                out,
                .020 * thin,
                .02);
        part(
                Bone.cannon(limb),
                hock.towards(up + .9, .03),
                out,
                .026 * thin,
                hock,
                out,
                .035 * thin,
                .02);
    }

    private void shoulder(Limb limb) {
        Joint elbow = rest.origin(Bone.middle(limb));
        Joint carpus = rest.origin(Bone.cannon(limb));
        double out = side(limb, Build.FORE_HALF_WIDTH);
        Bone upper = Bone.upper(limb);
        Bone middle = Bone.middle(limb);
        Joint point = elbow.plus(.150, .155);
        Joint withers = elbow.plus(.015, .330);
        part(upper, withers, .55 * out, .075 * muscle, point, .95 * out, .086 * muscle, .07);
        part(
                upper,
                point,
                .95 * out,
                .086 * muscle,
                elbow.plus(0, .01),
                1.1 * out,
                .070 * muscle,
                .06);
        part(
                upper,
                elbow.plus(-.02, .16),
                out,
                .105 * muscle,
                elbow.plus(-.02, .04),
                1.05 * out,
                .070 * muscle,
                .06);
        part(
                middle,
                elbow.plus(.01, 0),
                1.08 * out,
                .068 * muscle,
                mix(elbow, carpus, .5),
                out,
                .047 * thin,
                .05);
        part(middle, mix(elbow, carpus, .5), out, .047 * thin, carpus, out, .034 * thin, .012);
    }

    private void lowerLimb(Limb limb) {
        Joint joint = rest.origin(Bone.cannon(limb));
        Joint fetlock = rest.fetlock(limb);
        Joint hoof = rest.origin(Bone.hoof(limb));
        double out = side(limb, limb.hind() ? Build.HIND_HALF_WIDTH : Build.FORE_HALF_WIDTH);
        Bone cannon = Bone.cannon(limb);
        part(
                cannon,
                joint.plus(limb.hind() ? 0 : .006, .006),
                out,
                .037 * thin,
                joint.plus(0, -.012),
                out,
                .035 * thin,
                .02);
        part(cannon, joint, out, .029 * thin, mix(joint, fetlock, .6), out, .0225 * thin, .02);
        part(cannon, mix(joint, fetlock, .5), out, .023 * thin, fetlock, out, .024 * thin, .015);
        part(
                Bone.pastern(limb),
                fetlock.plus(-.004, 0),
                out,
                .031 * thin,
                mix(fetlock, hoof, .12),
                out,
                .028 * thin,
                .015);
        part(
                Bone.pastern(limb),
                fetlock,
                out,
                .024 * thin,
                mix(fetlock, hoof, .75),
                out,
                .027 * thin,
                .012);
        part(
                Bone.hoof(limb),
                hoof.plus(-.004, .016),
                out,
                .033 * Math.sqrt(thin),
                hoof.plus(.008, -.014),
                out,
                .042 * Math.sqrt(thin),
                .008);
    }

    private void part(
            Bone bone,
            Joint a,
            double leftA,
            double ar,
            Joint b,
            double leftB,
            double br,
            double blend) {
        add(
                bone,
                new double[] {a.x(), leftA, a.z()},
                ar,
                new double[] {b.x(), leftB, b.z()},
                br,
                1,
                blend);
    }

    private void add(
            Bone bone, double[] a, double ar, double[] b, double br, double flat, double blend) {
        cones.add(new RoundCone(bone, a, ar, b, br, flat, blend));
    }

    private static Joint mix(Joint a, Joint b, double share) {
        return new Joint(a.x() + share * (b.x() - a.x()), a.z() + share * (b.z() - a.z()));
    }

    private static double side(Limb limb, double halfWidth) {
        return limb.left() ? halfWidth : -halfWidth;
    }
}
