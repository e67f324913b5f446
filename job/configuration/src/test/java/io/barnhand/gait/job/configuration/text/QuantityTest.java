package io.barnhand.gait.job.configuration.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QuantityTest {

    @ParameterizedTest
    @CsvSource({
        "TIME, 0, 0s",
        "TIME, 165000000, 165ms",
        "TIME, 250000, 0.25ms",
        "TIME, 1, 0.000001ms",
        "TIME, 2000000000, 2s",
        "TIME, 90000000000, 90s",
        "TIME, 21600000000000, 6h",
        "SIZE, 1025, 1025B",
        "SIZE, 734003200, 700MB",
        "SIZE, 68719476736, 64GB",
    })
    void anAmountIsWrittenInTheLargestUnitThatFitsAndReadBack(
            Quantity quantity, long amount, String written) {
        assertThat(quantity.write(amount)).isEqualTo(written);
        assertThat(quantity.parse(written)).contains(amount);
    }

    @ParameterizedTest
    @CsvSource({
        "TIME, 5",
        "TIME, -1s",
        "TIME, 1d",
        "SIZE, many",
        "SIZE, 9e9GB",
        "SIZE, 99999999TB"
    })
    void whatIsNoAmountIsNone(Quantity quantity, String text) {
        assertThat(quantity.parse(text)).isEmpty();
    }
}
