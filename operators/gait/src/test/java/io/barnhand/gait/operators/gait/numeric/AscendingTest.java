package io.barnhand.gait.operators.gait.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class AscendingTest {

    @Test
    void findsTheFirstValueThatIsNotBelowABound() {
        double[] values = {1, 3, 5};

        assertThat(Ascending.lowerBound(values, 0)).isZero();
        assertThat(Ascending.lowerBound(values, 3)).isEqualTo(1);
        assertThat(Ascending.lowerBound(values, 4)).isEqualTo(2);
        assertThat(Ascending.lowerBound(values, 5)).isEqualTo(2);
        assertThat(Ascending.lowerBound(values, 6)).isEqualTo(3);
    }

    @Test
    void takesTheMedianDistanceOfNeighbours() {
        assertThat(Ascending.medianStep(new double[] {2, 3, 5, 13})).isEqualTo(2);
        assertThat(Ascending.medianStep(new double[] {2, 5})).isEqualTo(3);
        assertThat(Ascending.medianStep(new double[] {2})).isNaN();
        assertThat(Ascending.medianStep(new double[0])).isNaN();
    }

    @Test
    void leavesWhatALineDoesNotExplain() {
        // 3 + 0.5·(t − 10) with 1, −2, 1 on it, which no line over even times can follow.
        double[] t = {10, 11, 12, 13};
        double[] values = {4, 1.5, 5, Double.NaN};

        assertThat(Ascending.withoutLine(t, values))
                .containsExactly(new double[] {1, -2, 1, Double.NaN}, within(1e-12));
    }

    @Test
    void leavesNothingOfValuesThatDetermineNoLine() {
        double[] one = {Double.NaN, 4, Double.NaN};

        assertThat(Ascending.withoutLine(new double[] {0, 1, 2}, one))
                .containsOnly(Double.NaN)
                .hasSize(3);
    }
}
