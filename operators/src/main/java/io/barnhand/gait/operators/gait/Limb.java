package io.barnhand.gait.operators.gait;

/**
 * The four limbs and the AP-10K keypoints they consist of. On hoofed animals the AP-10K names are
 * shifted one joint down: "Elbow" is the carpus, "Knee" the hock, "Hip" the stifle.
 */
enum Limb {
    LH(13, 12),
    LF(7, 6),
    RH(16, 15),
    RF(10, 9);

    static final int COUNT = 4;

    /** Keypoint of the hoof. */
    final int hoof;

    /** Keypoint of the carpus or hock. */
    final int joint;

    Limb(int hoof, int joint) {
        this.hoof = hoof;
        this.joint = joint;
    }

    boolean left() {
        return this == LH || this == LF;
    }

    boolean hind() {
        return this == LH || this == RH;
    }
}
