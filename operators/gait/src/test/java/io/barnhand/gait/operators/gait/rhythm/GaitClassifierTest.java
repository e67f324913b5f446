package io.barnhand.gait.operators.gait.rhythm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.barnhand.gait.operators.gait.measurement.GaitClass;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GaitClassifierTest {

    /**
     * The cost of the class's description, its offset found by trying forty thousand places round
     * the circle, in NumPy 2.4.6.
     */
    @ParameterizedTest
    @CsvSource({
        "0, .25, .5, .75, .60, 1.0, walk, .9883611098327703, tolt, .011635299564605817",
        "0, .25, .5, .75, .55, 1.1, walk, .9131038031337859, tolt, .08686187462926076",
        "0, .47, .52, .03, .40, 1.5, trot, .9999932047861764, tolt, .000006667688403363593",
        "0, .40, .5, .90, .50, 1.1, trot, .9422249503864236, walk, .04636849466734278",
        ".9, .2, .2, .45, .33, 1.8, canter_right, .999339555263764, gallop_right,"
                + " .0006395874613652693",
        "0, .25, .5, .75, NaN, 1.0, walk, .9610444985883605, tolt, .038900851073502885",
    })
    void sharesOutByTheCostsOfTheTemplates(
            double lh,
            double lf,
            double rh,
            double rf,
            double duty,
            double frequency,
            String name,
            double prob,
            String second,
            double secondProb) {
        GaitClass gait = GaitClassifier.classify(new double[] {lh, lf, rh, rf}, duty, frequency);

        assertThat(gait.name()).isEqualTo(name);
        assertThat(gait.prob()).isCloseTo(prob, within(1e-6));
        assertThat(gait.second()).isEqualTo(second);
        assertThat(gait.secondProb()).isCloseTo(secondProb, within(1e-6));
    }

    /** Costs by the same computation. */
    @Test
    void namesNothingThatIsFarFromEveryTemplateOrBetweenTwo() {
        // 18.6 from a canter; 3.3 and 2.3 between walk and tölt or gallop and canter.
        assertUnknown(new double[] {0, .1, .2, .3}, .5, 1.0);
        assertUnknown(new double[] {0, .25, .5, .75}, .54, 1.15);
        assertUnknown(new double[] {.02, .3, .17, .55}, .28, 2.0);
        // 6.7 from a walk, but 9.9 from a trot.
        assertUnknown(new double[] {0, .36, .5, .86}, .5, 1.0);
    }

    private static void assertUnknown(double[] phases, double duty, double frequency) {
        assertThat(GaitClassifier.classify(phases, duty, frequency))
                .isEqualTo(GaitClass.only(GaitClass.UNKNOWN));
    }
}
