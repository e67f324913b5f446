package io.barnhand.gait.operators.records;

import io.barnhand.gait.models.keypoints.Ap10k;

/** The four limbs and the AP-10K keypoints they consist of. */
public enum Limb {
    LH(Ap10k.LEFT_BACK_PAW, Ap10k.LEFT_KNEE, Ap10k.LEFT_HIP),
    LF(Ap10k.LEFT_FORE_PAW, Ap10k.LEFT_ELBOW, Ap10k.LEFT_SHOULDER),
    RH(Ap10k.RIGHT_BACK_PAW, Ap10k.RIGHT_KNEE, Ap10k.RIGHT_HIP),
    RF(Ap10k.RIGHT_FORE_PAW, Ap10k.RIGHT_ELBOW, Ap10k.RIGHT_SHOULDER);

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
