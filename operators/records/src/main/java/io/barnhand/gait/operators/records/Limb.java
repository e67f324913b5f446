package io.barnhand.gait.operators.records;

/**
 * The four limbs and the AP-10K keypoints they consist of. On hoofed animals the AP-10K names are
 * shifted one joint down: "Elbow" is the carpus, "Knee" the hock, "Hip" the stifle.
 */
public enum Limb {
    LH(13, 12, 11),
    LF(7, 6, 5),
    RH(16, 15, 14),
    RF(10, 9, 8);

    public static final int COUNT = 4;

    /** Keypoint of the hoof. */
    public final int hoof;

    /** Keypoint of the carpus or hock. */
    public final int joint;

    /** Keypoint the limb swings about: on a horse the elbow or stifle. */
    public final int pivot;

    Limb(int hoof, int joint, int pivot) {
        this.hoof = hoof;
        this.joint = joint;
        this.pivot = pivot;
    }

    public boolean left() {
        return this == LH || this == LF;
    }

    public boolean hind() {
        return this == LH || this == RH;
    }
}
