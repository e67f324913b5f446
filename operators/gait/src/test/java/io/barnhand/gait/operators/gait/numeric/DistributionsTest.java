package io.barnhand.gait.operators.gait.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DistributionsTest {

    /** Published tables give three decimals. */
    @ParameterizedTest
    @CsvSource({
        "0.975, 1, 12.706",
        "0.975, 2, 4.303",
        "0.975, 4, 2.776",
        "0.975, 9, 2.262",
        "0.975, 30, 2.042",
        "0.975, 120, 1.980",
        "0.95, 3, 2.353",
        "0.95, 10, 1.812",
        "0.99, 9, 2.821",
        "0.995, 5, 4.032",
        "0.9995, 20, 3.850",
        "0.75, 7, 0.711",
        "0.025, 4, -2.776",
        "0.5, 6, 0.000",
    })
    void givesStudentsQuantilesOfTheTables(double probability, double degrees, double expected) {
        assertThat(StudentT.quantile(probability, degrees)).isCloseTo(expected, within(6e-4));
    }

    @Test
    void takesFractionsOfADegreeAndComesToTheNormalDistribution() {
        assertThat(StudentT.quantile(0.975, 4.5))
                .isBetween(StudentT.quantile(0.975, 5), StudentT.quantile(0.975, 4));
        assertThat(StudentT.quantile(0.975, 1e6)).isCloseTo(1.95996, within(1e-5));
        assertThatThrownBy(() -> StudentT.quantile(0.975, 0))
                .hasMessage("Student's t needs half a degree of freedom or more, got 0.0");
        assertThatThrownBy(() -> StudentT.quantile(1, 5))
                .hasMessage("A quantile's probability must lie between 0 and 1, got 1.0");
    }

    @ParameterizedTest
    @CsvSource({
        "-1.95996, 7, 1.690",
        "1.95996, 7, 16.013",
        "-1.95996, 20, 9.591",
        "1.95996, 20, 34.170",
        "1.95996, 100, 129.561"
    })
    void givesTheChiSquareQuantilesOfTheTables(double z, double degrees, double expected) {
        assertThat(ChiSquare.quantile(z, degrees)).isCloseTo(expected, within(0.02 * expected));
    }

    @Test
    void takesMeansRoundTheCircle() {
        double[] places = {0.95, 0.05, 0.99, 0.01};
        double sin = 0;
        double cos = 0;
        for (double place : places) {
            sin += Math.sin(2 * Math.PI * place);
            cos += Math.cos(2 * Math.PI * place);
        }

        assertThat(Circular.signed(Circular.mean(sin, cos))).isCloseTo(0, within(1e-12));
        assertThat(Circular.mean(-1, 0)).isEqualTo(0.75);
        assertThat(Circular.mean(0, 0)).isNaN();
        assertThat(Circular.signed(0.9)).isCloseTo(-0.1, within(1e-12));
        assertThat(Circular.signed(-0.6)).isCloseTo(0.4, within(1e-12));
    }

    /** mpmath 1.3.0, regularised incomplete beta to 30 digits; SciPy 1.17.1 agrees to 14. */
    @ParameterizedTest
    @CsvSource({
        "0.75, 0.5, 1.553773974030037",
        "0.975, 0.7, 36.61141503158865",
        "0.9, 0.9, 3.473845742024154",
        "0.975, 2.5, 3.574654842003682",
        "0.5001, 1, 0.0003141592756943707",
        "0.6, 200, 0.2536843791901476",
        "0.975, 1e5, 1.959987707534609",
        "0.999999, 40, 5.55396975180613",
        "1e-8, 12.5, -12.484021010511",
        "1e-10, 5, -156.8255927088943",
    })
    void givesStudentsQuantilesToTenDigits(double probability, double degrees, double expected) {
        assertThat(StudentT.quantile(probability, degrees))
                .isCloseTo(expected, within(1e-10 * Math.abs(expected)));
    }

    @Test
    void refusesAProbabilityOfNought() {
        assertThatThrownBy(() -> StudentT.quantile(0, 5))
                .hasMessage("A quantile's probability must lie between 0 and 1, got 0.0");
    }

    @Test
    void beginsTheCircleAtNought() {
        assertThat(Circular.mean(0, 1)).isZero();
        assertThat(Circular.mean(0, -1)).isEqualTo(0.5);
    }
}
