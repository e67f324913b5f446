package io.barnhand.gait.operators.gait.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class PchipTest {

    private static final double ANY_GAP = 100;

    /**
     * Interior slopes by the weighted harmonic mean of the secants: 1.5 and 3.75 on the even grid,
     * 6/7 and 27/29 on the uneven one; the middle of an interval is (y₀ + y₁)/2 + h·(d₀ − d₁)/8.
     */
    @Test
    void givesTheValuesOfTheMethodsDefinition() {
        Pchip even = new Pchip(new double[] {0, 1, 2, 3}, new double[] {0, 1, 4, 9});
        Pchip uneven = new Pchip(new double[] {0, 1, 3, 4}, new double[] {0, 2, 3, 6});

        assertThat(even.at(1.5, ANY_GAP)).isCloseTo(2.21875, within(1e-12));
        assertThat(uneven.at(2, ANY_GAP))
                .isCloseTo(2.5 + 0.25 * (6.0 / 7 - 27.0 / 29), within(1e-12));
    }

    @Test
    void goesThroughItsSamplesAndIsExactOnALine() {
        double[] x = {-1, 0.5, 0.7, 4, 6};
        double[] line = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            line[i] = 3 - 2 * x[i];
        }
        Pchip pchip = new Pchip(x, line);

        for (double place = -1; place <= 6; place += 0.13) {
            assertThat(pchip.at(place, ANY_GAP)).isCloseTo(3 - 2 * place, within(1e-12));
        }
        for (int i = 0; i < x.length; i++) {
            assertThat(pchip.at(x[i], 0)).isEqualTo(line[i]);
        }
    }

    @Test
    void neverOvershootsAndStaysMonotoneBetweenSamples() {
        Random random = new Random(13);
        for (int run = 0; run < 50; run++) {
            double[] x = new double[8];
            double[] y = new double[8];
            for (int i = 1; i < x.length; i++) {
                x[i] = x[i - 1] + 0.1 + random.nextDouble();
                y[i] = Math.rint(3 * random.nextGaussian());
            }
            Pchip pchip = new Pchip(x, y);
            for (int i = 1; i < x.length; i++) {
                double before = y[i - 1];
                int sign = y[i] >= y[i - 1] ? 1 : -1;
                for (int k = 1; k <= 20; k++) {
                    double value = pchip.at(x[i - 1] + (x[i] - x[i - 1]) * k / 20, ANY_GAP);
                    assertThat(sign * (value - before)).isGreaterThanOrEqualTo(-1e-9);
                    before = value;
                }
                assertThat(before).isCloseTo(y[i], within(1e-9));
            }
        }
    }

    @Test
    void doesNotExtrapolateNorCrossWideGaps() {
        Pchip pchip = new Pchip(new double[] {0, 1, 3}, new double[] {0, 1, 2});

        assertThat(pchip.at(-0.01, ANY_GAP)).isNaN();
        assertThat(pchip.at(3.01, ANY_GAP)).isNaN();
        assertThat(pchip.at(2, 1.9)).isNaN();
        assertThat(pchip.at(2, 2)).isBetween(1.0, 2.0);
        assertThat(pchip.at(0.5, 1.9)).isBetween(0.0, 1.0);
    }
}
