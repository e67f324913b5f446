package io.barnhand.gait.models.keypoints;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class Ap10kTest {

    /** As {@code configs/_base_/datasets/ap10k.py} of mmpose 1.3.2 numbers and swaps them. */
    @Test
    void ordersAndMirrorsKeypointsAsMmposeDoes() {
        assertThat(Ap10k.COUNT).isEqualTo(17);
        assertThat(Ap10k.LAYOUT.names())
                .containsExactly(
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
                        "R_B_Paw");
        assertThat(IntStream.range(0, 17).map(Ap10k::mirrored))
                .containsExactly(1, 0, 2, 3, 4, 8, 9, 10, 5, 6, 7, 14, 15, 16, 11, 12, 13);
    }
}
