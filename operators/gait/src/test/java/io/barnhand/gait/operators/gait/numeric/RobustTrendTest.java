package io.barnhand.gait.operators.gait.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RobustTrendTest {

    private static final double[] T = SyntheticNoise.frames(120, 30);

    @Test
    void isALineWhereTheValuesAreOneWhateverAFewOfThemSay() {
        double[] values = Arrays.stream(T).map(t -> 2 - 0.7 * t).toArray();
        for (int i = 5; i < T.length; i += 11) {
            values[i] = 40;
        }
        RobustTrend trend = RobustTrend.fit(T, values, 0.5).orElseThrow();

        for (double t = 0; t < 4; t += 0.21) {
            assertThat(trend.at(t)).isCloseTo(2 - 0.7 * t, within(1e-6));
            assertThat(trend.slopeAt(t)).isCloseTo(-0.7, within(1e-5));
        }
    }

    @Test
    void followsACurveSlowerThanItsWindow() {
        double[] values = Arrays.stream(T).map(t -> Math.sin(2 * Math.PI * t / 8)).toArray();
        RobustTrend trend = RobustTrend.fit(T, values, 0.5).orElseThrow();

        for (double t = 0.5; t < 3.5; t += 0.1) {
            assertThat(trend.at(t)).isCloseTo(Math.sin(2 * Math.PI * t / 8), within(0.02));
        }
    }

    @Test
    void smoothsARhythmAsLongAsItsHalfWidthAway() {
        double[] values = Arrays.stream(T).map(t -> t + 0.1 * Math.sin(2 * Math.PI * t)).toArray();
        RobustTrend trend = RobustTrend.fit(T, values, 1).orElseThrow();

        for (double t = 1; t < 3; t += 0.1) {
            assertThat(trend.at(t)).isCloseTo(t, within(0.02));
        }
    }

    @Test
    void bridgesAGapWithItsNeighboursAndNeedsFourValues() {
        double[] values = Arrays.stream(T).map(t -> 3 * t).toArray();
        Arrays.fill(values, 40, 90, Double.NaN);

        assertThat(RobustTrend.fit(T, values, 0.2).orElseThrow().at(65 / 30.0))
                .isCloseTo(6.5, within(1e-6));
        Arrays.fill(values, 3, 120, Double.NaN);
        assertThat(RobustTrend.fit(T, values, 0.2)).isEmpty();
    }

    /**
     * NumPy 2.4.6, {@code linalg.lstsq} of each window with tricube times bisquare weights at six
     * median absolute residuals, two robust passes, as Cleveland 1979 defines them.
     */
    @ParameterizedTest
    @CsvSource({
        "0, 2.028757789919, 2.457097036347",
        "1.0, 4.090375351484, 1.567587324422",
        "2.15, 4.614501021507, -0.451337449868",
        "3.4, 2.356222918097, -2.856636985990",
    })
    void isTheLocalLineThatClevelandDefines(double time, double value, double slope) {
        double[] t = {0, .3, .5, .9, 1.2, 1.3, 1.7, 2.1, 2.2, 2.6, 3.0, 3.4};
        double[] values = {2, 2.9, 3.1, 4.4, 4.0, 5.2, 4.7, 9.0, 5.1, 4.2, 3.9, 2.2};
        RobustTrend trend = RobustTrend.fit(t, values, 1.2).orElseThrow();

        assertThat(trend.at(time)).isCloseTo(value, within(1e-9));
        assertThat(trend.slopeAt(time)).isCloseTo(slope, within(1e-9));
        assertThat(trend.at(new double[] {time, time}))
                .containsExactly(new double[] {value, value}, within(1e-9));
    }

    @Test
    void isTheMedianOfValuesTooFarApartForALine() {
        double[] t = {0, 10, 20, 30};
        RobustTrend trend = RobustTrend.fit(t, new double[] {1, 2, 90, 3}, 0.5).orElseThrow();

        assertThat(trend.at(10)).isEqualTo(2.5);
        assertThat(trend.slopeAt(10)).isZero();
    }

    @Test
    void takesAsFewAsFourValues() {
        double[] t = {0, 1, 2, 3};
        RobustTrend trend = RobustTrend.fit(t, new double[] {1, 3, 5, 7}, 4).orElseThrow();

        assertThat(trend.at(1.5)).isCloseTo(4, within(1e-9));
    }
}
