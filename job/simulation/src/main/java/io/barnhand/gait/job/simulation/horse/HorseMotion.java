package io.barnhand.gait.job.simulation.horse;

import io.barnhand.gait.models.keypoints.Ap10k;
import io.barnhand.gait.operators.records.Limb;
import io.barnhand.gait.operators.synthetic.SyntheticGait;
import io.barnhand.gait.operators.synthetic.SyntheticMotion;
import io.barnhand.gait.operators.synthetic.SyntheticView;

/**
 * The skeleton of a rendered horse as a function of time. When and where its hooves stand comes
 * from {@link SyntheticMotion}, so that every event and every metric has an exact truth; the joints
 * between hoof and trunk are those of a horse: femur, hock, carpus, and a fetlock that sinks while
 * the limb bears weight.
 */
final class HorseMotion {

    /** In the middle of a stance the fetlock is below hip or elbow, and the hoof before it. */
    private static final double HIND_OFFSET = -.02;

    private static final double FORE_OFFSET = .05;

    /** BL/s. */
    private static final double BRISK = 1.8;

    private static final double HIND_STRAIGHT = .985;
    private static final double FORE_STRAIGHT = .998;
    private static final double ELBOW_SWAY = .32;
    private static final double SOFTENING = .02;

    private final SyntheticGait gait;
    private final SyntheticMotion motion;
    private final SyntheticView view;
    private final Build build;
    private final Foot.Movement feet;
    private final double fold;
    private final double neckDeg;
    private final double headDeg;

    HorseMotion(SyntheticGait gait, SyntheticView view, Stepping stepping, Build build) {
        this.gait = gait;
        this.view = view;
        this.build = build;
        motion = SyntheticMotion.of(gait, view);
        boolean brisk = gait.speed() > BRISK;
        feet = new Foot.Movement(motion, brisk, stepping, view.seed());
        fold = stepping.fold;
        neckDeg = (brisk ? 47 : 41) + build.shape().neckLiftDeg();
        headDeg = -54 + build.shape().headTiltDeg();
    }

    /** A horse that stands square at the start of its path; its surface is modelled on this. */
    static Posture standing(Build build) {
        Posture posture = new Posture();
        Joint trunk = new Joint(0, build.trunkHeight());
        body(posture, build, trunk, 0, Math.toRadians(42), Math.toRadians(-54));
        for (Limb limb : Limb.values()) {
            limb(posture, build, limb, Foot.flat(squareStance(limb)), 1, trunk, 0);
        }
        return posture;
    }

    /** Where the centre of a hoof is on a horse that stands square, from the trunk's centre. */
    private static double squareStance(Limb limb) {
        return limb.hind() ? Build.HIP.x() + .05 : Build.ELBOW_X + .06;
    }

    Posture at(double t) {
        return gait.speed() == 0 ? resting(t) : moving(t);
    }

    /** Weight is shifted and the head moved, the hooves stay where they are. */
    private Posture resting(double t) {
        Posture posture = new Posture();
        double own = view.seed() % 97;
        double sway = .006 * Math.sin(.9 * t + own);
        double look = .05 * Math.sin(.55 * t + 2 * own) + .02 * Math.sin(1.7 * t + own);
        Joint trunk = new Joint(sway, build.trunkHeight() - .002 * Math.cos(1.8 * t + own));
        double neck = Math.toRadians(neckDeg);
        body(posture, build, trunk, 0, neck + look, Math.toRadians(headDeg) + .5 * look);
        for (Limb limb : Limb.values()) {
            double step = .05 * Math.sin(own + 1.3 * limb.ordinal());
            limb(posture, build, limb, Foot.flat(squareStance(limb) + step), 1, trunk, 0);
        }
        return posture;
    }

    private Posture moving(double t) {
        Posture posture = new Posture();
        double cycle = motion.cycleAt(t);
        double turn = 2 * Math.PI * (cycle - gait.lowest());
        double bob = -gait.bob() * Math.cos(gait.bobCycles() * turn);
        double pitch = Math.toRadians(gait.pitchDeg()) * Math.sin(turn);
        Joint trunk = new Joint(motion.travelled(t), build.trunkHeight() + bob);
        double nod =
                -gait.nod() * Math.cos(gait.bobCycles() * turn)
                        + view.headAsymmetry() * Math.cos(turn + view.headAsymmetryPhase());
        double neck = Math.toRadians(neckDeg);
        double raised = nod / (2 * build.halfNeck() * Math.cos(neck));
        body(
                posture,
                build,
                trunk,
                pitch,
                neck + raised + .4 * pitch,
                Math.toRadians(headDeg) + .5 * raised);
        for (Limb limb : Limb.values()) {
            Foot foot = feet.at(limb, cycle, limb.hind() ? HIND_OFFSET : FORE_OFFSET);
            limb(posture, build, limb, foot, fold, trunk, pitch);
        }
        return posture;
    }

    private static void body(
            Posture posture, Build build, Joint trunk, double pitch, double neck, double head) {
        posture.set(Bone.TRUNK, trunk, pitch);
        Joint base = on(trunk, pitch, Build.NECK_BASE);
        // The crest is arched: the upper half of the neck is the steeper one.
        double low = neck - Math.toRadians(7);
        double high = neck + Math.toRadians(7);
        Joint middle = base.towards(low, build.halfNeck());
        Joint poll = middle.towards(high, build.halfNeck());
        posture.set(Bone.LOWER_NECK, base, low);
        posture.set(Bone.UPPER_NECK, middle, high);
        posture.set(Bone.HEAD, poll, head);
        Joint eye = poll.towards(head, .30 * build.head()).towards(head + Math.PI / 2, .012);
        posture.keypoint(Ap10k.LEFT_EYE, eye, Build.EYE_HALF_WIDTH);
        posture.keypoint(Ap10k.RIGHT_EYE, eye, -Build.EYE_HALF_WIDTH);
        posture.keypoint(Ap10k.NOSE, poll.towards(head, build.head()), 0);
        posture.keypoint(Ap10k.NECK, on(trunk, pitch, Build.NECK_KEYPOINT), 0);
        posture.keypoint(Ap10k.TAIL, on(trunk, pitch, Build.TAIL_ROOT), 0);
    }

    private static Joint on(Joint trunk, double pitch, Joint place) {
        double sine = Math.sin(pitch);
        double cosine = Math.cos(pitch);
        return trunk.plus(
                place.x() * cosine - place.z() * sine, place.x() * sine + place.z() * cosine);
    }

    private static void limb(
            Posture posture,
            Build build,
            Limb limb,
            Foot foot,
            double most,
            Joint trunk,
            double pitch) {
        double middle = build.middle();
        double cannon = build.cannon(limb);
        // How far the limb is folded: least while it stands, most in the middle of the swing.
        double fold = most * square(Math.sin(Math.PI * foot.swing()));
        double straight = limb.hind() ? HIND_STRAIGHT - .11 * fold : FORE_STRAIGHT - .16 * fold;
        double span = (middle + cannon) * straight;
        Joint hoof = foot.centre();
        Joint fetlock = hoof.towards(foot.pasternAngle(), build.pastern());
        Joint pivot;
        if (limb.hind()) {
            Joint hip = within(on(trunk, pitch, Build.HIP), fetlock, build.femur() + span);
            pivot = hip.bend(fetlock, build.femur(), span, true);
            posture.set(Bone.upper(limb), hip, hip.angle(pivot));
        } else {
            pivot = elbow(build, on(trunk, pitch, new Joint(Build.ELBOW_X, 0)).x(), fetlock, span);
            Joint scapula = on(trunk, pitch, new Joint(Build.ELBOW_X + .01, .12));
            posture.set(Bone.upper(limb), pivot, pivot.angle(scapula));
        }
        Joint joint = pivot.bend(fetlock, middle, cannon, !limb.hind());
        double left = Build.halfWidth(limb);
        posture.set(Bone.middle(limb), pivot, pivot.angle(joint));
        posture.set(Bone.cannon(limb), joint, joint.angle(fetlock));
        posture.set(Bone.pastern(limb), fetlock, fetlock.angle(hoof));
        posture.set(Bone.hoof(limb), hoof, -foot.heelUp());
        posture.keypoint(limb.pivot, pivot, left);
        posture.keypoint(limb.joint, joint, left);
        posture.keypoint(limb.hoof, hoof, left);
    }

    /** The pelvis gives way where a hoof stands beyond the reach of a straight limb. */
    private static Joint within(Joint hip, Joint fetlock, double reach) {
        double longest = .999 * reach;
        double beyond = hip.distance(fetlock) - longest;
        return beyond <= 0 ? hip : hip.towards(hip.angle(fetlock), beyond);
    }

    /**
     * The elbow hangs from a sling of muscles: it follows the hoof a part of its way, and rides
     * over the standing limb as on a strut, up to where the shoulder holds it.
     */
    private static Joint elbow(Build build, double rest, Joint fetlock, double span) {
        double x = rest + ELBOW_SWAY * (fetlock.x() + .02 - rest);
        double across = Math.min(Math.abs(x - fetlock.x()), .98 * span);
        double strut = fetlock.z() + Math.sqrt(span * span - across * across);
        double z = softMin(strut, build.elbowCap());
        Joint elbow = new Joint(x, z);
        double beyond = elbow.distance(fetlock) - .999 * (build.middle() + build.cannon(Limb.LF));
        return beyond <= 0 ? elbow : elbow.towards(elbow.angle(fetlock), beyond);
    }

    private static double square(double value) {
        return value * value;
    }

    /** Never above either value, and smooth where they meet. */
    private static double softMin(double a, double b) {
        double apart = a - b;
        return 0.5 * (a + b - Math.sqrt(apart * apart + SOFTENING * SOFTENING));
    }
}
