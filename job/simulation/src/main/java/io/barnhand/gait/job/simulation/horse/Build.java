package io.barnhand.gait.job.simulation.horse;

import io.barnhand.gait.operators.records.Limb;

/**
 * Lengths of a horse's skeleton, BL, and where its joints sit on the trunk, from the trunk's
 * centre. Middling values give a horse of 1.13 BL at the withers.
 */
record Build(BodyShape shape) {

    static final Joint HIP = new Joint(-.36, -.03);
    static final Joint NECK_BASE = new Joint(.46, .05);
    static final Joint NECK_KEYPOINT = new Joint(.50, .11);
    static final Joint TAIL_ROOT = new Joint(-.50, .09);
    static final double ELBOW_X = .38;
    static final double FEMUR = .295;
    static final double FORE_HALF_WIDTH = .105;
    static final double HIND_HALF_WIDTH = .100;
    static final double EYE_HALF_WIDTH = .050;

    private static final double TRUNK_HEIGHT = .95;
    private static final double TRUNK_HEIGHT_BY_LIMBS = .80;

    /** Of the trunk's centre above the ground. */
    double trunkHeight() {
        return TRUNK_HEIGHT + TRUNK_HEIGHT_BY_LIMBS * (shape.limbLength() - 1);
    }

    double femur() {
        return FEMUR * shape.limbLength();
    }

    /** Tibia, or radius. */
    double middle() {
        return .318 * shape.limbLength();
    }

    /** Metatarsus, or metacarpus: down to the fetlock. */
    double cannon(Limb limb) {
        return (limb.hind() ? .268 : .232) * shape.limbLength();
    }

    /** From the fetlock to the centre of the hoof. */
    double pastern() {
        return .125 * shape.limbLength();
    }

    /** Highest place of the elbow above the ground. */
    double elbowCap() {
        return .725 * shape.limbLength();
    }

    double halfNeck() {
        return 0.295 * shape.neckLength();
    }

    double head() {
        return .48 * shape.headLength();
    }

    static double halfWidth(Limb limb) {
        double width = limb.hind() ? HIND_HALF_WIDTH : FORE_HALF_WIDTH;
        return limb.left() ? width : -width;
    }
}
