package io.barnhand.gait.models.keypoints;

import java.util.List;

/**
 * The keypoints of AP-10K. On hoofed animals their names are shifted one joint down the limb: Elbow
 * is the carpus, Knee the hock, Shoulder the elbow, Hip the stifle.
 *
 * @see <a href="https://arxiv.org/abs/2108.12617">AP-10K: A Benchmark for Animal Pose Estimation in
 *     the Wild</a>
 */
public final class Ap10k {

    public static final KeypointLayout LAYOUT =
            new KeypointLayout(
                    "AP-10K",
                    List.of(
                            "L_Eye",
                            "R_Eye",
                            "Nose",
                            "Neck",
                            "Root_of_tail",
                            "L_Shoulder",
                            "L_Elbow",
                            "L_F_Paw",
                            "R_Shoulder",
                            "R_Elbow",
                            "R_F_Paw",
                            "L_Hip",
                            "L_Knee",
                            "L_B_Paw",
                            "R_Hip",
                            "R_Knee",
                            "R_B_Paw"));

    public static final int COUNT = LAYOUT.count();

    public static final int LEFT_EYE = LAYOUT.row("L_Eye");
    public static final int RIGHT_EYE = LAYOUT.row("R_Eye");
    public static final int NOSE = LAYOUT.row("Nose");
    public static final int NECK = LAYOUT.row("Neck");
    public static final int TAIL = LAYOUT.row("Root_of_tail");
    public static final int LEFT_SHOULDER = LAYOUT.row("L_Shoulder");
    public static final int LEFT_ELBOW = LAYOUT.row("L_Elbow");
    public static final int LEFT_FORE_PAW = LAYOUT.row("L_F_Paw");
    public static final int RIGHT_SHOULDER = LAYOUT.row("R_Shoulder");
    public static final int RIGHT_ELBOW = LAYOUT.row("R_Elbow");
    public static final int RIGHT_FORE_PAW = LAYOUT.row("R_F_Paw");
    public static final int LEFT_HIP = LAYOUT.row("L_Hip");
    public static final int LEFT_KNEE = LAYOUT.row("L_Knee");
    public static final int LEFT_BACK_PAW = LAYOUT.row("L_B_Paw");
    public static final int RIGHT_HIP = LAYOUT.row("R_Hip");
    public static final int RIGHT_KNEE = LAYOUT.row("R_Knee");
    public static final int RIGHT_BACK_PAW = LAYOUT.row("R_B_Paw");

    private Ap10k() {}

    /** The keypoint of the other side; itself on the midline. */
    public static int mirrored(int keypoint) {
        return LAYOUT.mirrored(keypoint);
    }
}
