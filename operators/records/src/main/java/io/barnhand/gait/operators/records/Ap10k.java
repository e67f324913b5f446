package io.barnhand.gait.operators.records;

/** Rows of the AP-10K keypoints in a pose, and which of them mirror each other. */
public final class Ap10k {

    public static final int LEFT_EYE = 0;
    public static final int RIGHT_EYE = 1;
    public static final int NOSE = 2;
    public static final int NECK = 3;
    public static final int TAIL = 4;
    public static final int LEFT_SHOULDER = 5;
    public static final int RIGHT_SHOULDER = 8;
    public static final int LEFT_HIP = 11;
    public static final int RIGHT_HIP = 14;
    public static final int COUNT = 17;

    private static final int[] MIRRORED = {
        1, 0, 2, 3, 4, 8, 9, 10, 5, 6, 7, 14, 15, 16, 11, 12, 13
    };

    private Ap10k() {}

    /** The keypoint of the other side; itself on the midline. */
    public static int mirrored(int keypoint) {
        return MIRRORED[keypoint];
    }
}
