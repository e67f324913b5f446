package io.barnhand.gait.operators.gait.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class RobustTrendTest {

    private static final double[] T = MadeNoise.frames(120, 30);

    @Test
    void isALineWhereTheValuesAreOneWhateverAFewOfThemSay() {
        double[] values = Arrays.stream(T).map(t -> 2 - 0.7 * t).toArray();
        for (int i = 5; i < T.length; i += 11) {
            values[i] = 40;
        }
        RobustTrend trend = RobustTrend.fit(T, values, 0.5);

        for (double t = 0; t < 4; t += 0.21) {
            assertThat(trend.at(t)).isCloseTo(2 - 0.7 * t, within(1e-6));
            assertThat(trend.slopeAt(t)).isCloseTo(-0.7, within(1e-5));
        }
    }

    @Test
    void followsACurveSlowerThanItsWindow() {
        double[] values = Arrays.stream(T).map(t -> Math.sin(2 * Math.PI * t / 8)).toArray();
        RobustTrend trend = RobustTrend.fit(T, values, 0.5);

        for (double t = 0.5; t < 3.5; t += 0.1) {
            assertThat(trend.at(t)).isCloseTo(Math.sin(2 * Math.PI * t / 8), within(0.02));
        }
    }

    @Test
    void smoothsARhythmAsLongAsItsHalfWidthAway() {
        double[] values = Arrays.stream(T).map(t -> t + 0.1 * Math.sin(2 * Math.PI * t)).toArray();
        RobustTrend trend = RobustTrend.fit(T, values, 1);

        for (double t = 1; t < 3; t += 0.1) {
            assertThat(trend.at(t)).isCloseTo(t, within(0.02));
        }
    }

    @Test
    void bridgesAGapWithItsNeighboursAndNeedsFourValues() {
        double[] values = Arrays.stream(T).map(t -> 3 * t).toArray();
        Arrays.fill(values, 40, 90, Double.NaN);

        assertThat(RobustTrend.fit(T, values, 0.2).at(65 / 30.0)).isCloseTo(6.5, within(1e-6));
        Arrays.fill(values, 3, 120, Double.NaN);
        assertThat(RobustTrend.fit(T, values, 0.2)).isNull();
    }
}
