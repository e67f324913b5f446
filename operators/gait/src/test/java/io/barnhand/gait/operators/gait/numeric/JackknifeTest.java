package io.barnhand.gait.operators.gait.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class JackknifeTest {

    /** Of a mean it is s / √n exactly (Efron and Tibshirani 1993, 11.6). */
    @Test
    void givesTheStandardErrorOfAMean() {
        // Means of 1, 4, 5 and 10 with each left out in turn; s² = 14.
        List<Double> leftOut = List.of(19.0 / 3, 16.0 / 3, 5.0, 10.0 / 3);

        assertThat(Jackknife.standardError(leftOut)).isCloseTo(Math.sqrt(14.0 / 4), within(1e-12));
        // Of 1 and 3: s² = 2.
        assertThat(Jackknife.standardError(List.of(3.0, 1.0))).isCloseTo(1, within(1e-12));
    }

    @Test
    void saysNothingOfOneEstimate() {
        assertThat(Jackknife.standardError(List.of(2.0))).isNaN();
        assertThat(Jackknife.standardError(List.of())).isNaN();
    }
}
