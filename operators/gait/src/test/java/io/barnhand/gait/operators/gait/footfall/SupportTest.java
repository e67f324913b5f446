package io.barnhand.gait.operators.gait.footfall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.barnhand.gait.operators.synthetic.SyntheticGait;
import io.barnhand.gait.operators.synthetic.SyntheticTruth;
import io.barnhand.gait.operators.synthetic.SyntheticView;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SupportTest {

    private static final double[] TROT = {0, .5, .5, 0};
    private static final double[] WALK = {0, .25, .5, .75};

    @Test
    void hasTwoSuspensionsInATrotAndNoneInAWalk() {
        Support trot = Support.of(TROT, all(0.42));
        Support walk = Support.of(WALK, all(0.63));

        assertThat(trot.suspensions()).isEqualTo(2);
        assertThat(trot.share()).containsExactly(new double[] {.16, 0, .84, 0, 0}, within(1e-9));
        assertThat(walk.suspensions()).isZero();
        // Four hooves for 0.63 of the stride each: 2.52 on average, so two or three.
        assertThat(walk.share()).containsExactly(new double[] {0, 0, .48, .52, 0}, within(1e-9));
    }

    @Test
    void agreesWithTheExactSupportOfEveryGait() {
        for (SyntheticGait gait : SyntheticGait.ALL) {
            Support support = Support.of(gait.phases(), gait.duties());
            SyntheticTruth truth = SyntheticTruth.of(gait, SyntheticView.SIDE);

            assertThat(Arrays.stream(support.share()).sum()).isCloseTo(1, within(1e-9));
            for (int k = 0; k < 5; k++) {
                assertThat(support.share()[k]).isCloseTo(truth.support().get(k), within(1e-9));
            }
        }
    }

    @Test
    void countsPhasesRoundTheCircle() {
        double[] turned = Arrays.stream(TROT).map(p -> p + 0.83).toArray();

        Support support = Support.of(turned, all(0.42));

        assertThat(support.suspensions()).isEqualTo(2);
        assertThat(support.suspension()).isCloseTo(0.16, within(1e-9));
    }

    @ParameterizedTest
    @CsvSource({
        "trot, .41, present",
        "trot, .43, uncertain",
        "trot, .49, uncertain",
        "trot, .51, uncertain",
        "trot, .56, absent",
        "walk, .63, absent",
        "walk, .27, uncertain"
    })
    void saysOfASuspensionWhatUncalibratedDutyFactorsAllow(
            String gait, double duty, String expected) {
        double[] phase = gait.equals("trot") ? TROT : WALK;

        assertThat(Support.of(phase, all(duty)).verdict(phase, all(duty))).isEqualTo(expected);
    }

    private static double[] all(double duty) {
        return new double[] {duty, duty, duty, duty};
    }
}
