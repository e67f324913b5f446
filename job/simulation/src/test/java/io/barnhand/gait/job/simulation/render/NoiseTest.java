package io.barnhand.gait.job.simulation.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class NoiseTest {

    private final Noise noise = new Noise(42);

    @Test
    void cellsAreEvenlySpreadFromNoneToAll() {
        double sum = 0;
        double squares = 0;
        int n = 0;
        for (int x = -100; x < 100; x++) {
            for (int y = -100; y < 100; y++, n++) {
                double value = noise.cell(x, y);
                assertThat(value).isBetween(0.0, 1.0);
                sum += value;
                squares += value * value;
            }
        }
        assertThat(sum / n).isCloseTo(0.5, within(0.01));
        // The variance of an even spread over 0 to 1 is 1/12.
        assertThat(squares / n - sum * sum / n / n).isCloseTo(1 / 12.0, within(0.003));
    }

    @Test
    void aSeedGivesItsOwnField() {
        assertThat(new Noise(42).at(1.3, -2.7)).isEqualTo(noise.at(1.3, -2.7));
        assertThat(new Noise(43).at(1.3, -2.7)).isNotEqualTo(noise.at(1.3, -2.7));
    }

    @Test
    void theFieldHasNoSteps() {
        for (double x = -3; x < 3; x += 0.01) {
            assertThat(noise.at(x + 0.001, 0.4)).isCloseTo(noise.at(x, 0.4), within(0.002f));
            assertThat(noise.at(x + 0.001, 0.4, 7.7))
                    .isCloseTo(noise.at(x, 0.4, 7.7), within(0.002f));
        }
    }

    @Test
    void detailFinerThanAPixelFadesAway() {
        for (double x = -5; x < 5; x += 0.37) {
            assertThat(noise.fbm(x, 1.1, 4, 2)).isZero();
        }
    }
}
