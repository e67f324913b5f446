package io.barnhand.gait.models.keypoints;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class KeypointLayoutTest {

    private static final KeypointLayout HEAD =
            new KeypointLayout("Head", List.of("L_Ear", "Poll", "R_Ear"));

    @Test
    void tellsRowsAndSidesByName() {
        assertThat(HEAD.count()).isEqualTo(3);
        assertThat(HEAD.row("Poll")).isEqualTo(1);
        assertThat(HEAD.mirrored(0)).isEqualTo(2);
        assertThat(HEAD.mirrored(1)).isEqualTo(1);
        assertThat(HEAD.mirrored(2)).isZero();
    }

    @Test
    void namesTheNearestKeypointForAnUnknownOne() {
        assertThatThrownBy(() -> HEAD.row("L_Eer"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(
                        "Head has no keypoint 'L_Eer'; use 'L_Ear' or another of: L_Ear, Poll, R_Ear");
    }

    @Test
    void refusesASideWithoutTheOtherAndANameThatComesTwice() {
        assertThatThrownBy(() -> new KeypointLayout("Half", List.of("L_Ear", "Poll")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Half has no keypoint 'R_Ear'");
        assertThatThrownBy(() -> new KeypointLayout("Double", List.of("Poll", "Poll")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("all with different names, got [Poll, Poll]");
        assertThatThrownBy(() -> new KeypointLayout("Empty", List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void tellsWhereAnotherOrderDiffers() {
        assertThat(HEAD.difference(List.of("L_Ear", "Poll", "R_Ear"))).isEmpty();
        assertThat(HEAD.difference(List.of("L_Ear", "R_Ear", "Poll")))
                .contains("keypoint 2 is R_Ear, and in Head Poll");
        assertThat(HEAD.difference(List.of("Poll"))).contains("it has 1 keypoints, and Head has 3");
    }
}
