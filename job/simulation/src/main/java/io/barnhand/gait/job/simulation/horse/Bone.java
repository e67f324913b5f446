package io.barnhand.gait.job.simulation.horse;

import io.barnhand.gait.operators.records.Limb;

/** Rigid parts of the skeleton; those of a limb from the trunk down to the hoof. */
enum Bone {
    TRUNK,
    LOWER_NECK,
    UPPER_NECK,
    HEAD,
    LH_UPPER,
    LH_MIDDLE,
    LH_CANNON,
    LH_PASTERN,
    LH_HOOF,
    LF_UPPER,
    LF_MIDDLE,
    LF_CANNON,
    LF_PASTERN,
    LF_HOOF,
    RH_UPPER,
    RH_MIDDLE,
    RH_CANNON,
    RH_PASTERN,
    RH_HOOF,
    RF_UPPER,
    RF_MIDDLE,
    RF_CANNON,
    RF_PASTERN,
    RF_HOOF;

    static final int COUNT = values().length;
    private static final Bone[] ALL = values();
    private static final int AXIAL = 4;
    static final int PER_LIMB = 5;

    /** Femur, or scapula with humerus. */
    static Bone upper(Limb limb) {
        return ALL[AXIAL + PER_LIMB * limb.ordinal()];
    }

    /** Tibia, or radius. */
    static Bone middle(Limb limb) {
        return ALL[upper(limb).ordinal() + 1];
    }

    static Bone cannon(Limb limb) {
        return ALL[upper(limb).ordinal() + 2];
    }

    static Bone pastern(Limb limb) {
        return ALL[upper(limb).ordinal() + 3];
    }

    static Bone hoof(Limb limb) {
        return ALL[upper(limb).ordinal() + 4];
    }
}
