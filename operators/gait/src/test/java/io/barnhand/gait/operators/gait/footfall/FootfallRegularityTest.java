package io.barnhand.gait.operators.gait.footfall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.barnhand.gait.operators.gait.measurement.Metric;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FootfallRegularityTest {

    /** Published intervals: Newcombe 1998 (81/263, 15/148, 0/20, 1/29) and 8 of 10. */
    @ParameterizedTest
    @CsvSource({
        "8, 10, .490, .943",
        "81, 263, .2553, .3662",
        "15, 148, .0624, .1605",
        "0, 20, 0, .1611",
        "1, 29, .0061, .1718"
    })
    void givesTheIntervalsOfTheTables(int right, int n, double low, double high) {
        Metric metric = FootfallRegularity.of(right, n);

        assertThat(metric.value()).isCloseTo((double) right / n, within(1e-12));
        assertThat(metric.ci95Low()).isCloseTo(low, within(6e-4));
        assertThat(metric.ci95High()).isCloseTo(high, within(6e-4));
        assertThat(metric.n()).isEqualTo(n);
    }
}
