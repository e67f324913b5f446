package io.barnhand.gait.operators.gait.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

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

    /** {@code PchipInterpolator} of SciPy 1.10.1. */
    @ParameterizedTest
    @MethodSource
    void givesTheValuesOfSciPy(
            double[] x, double[] y, double[] places, double[] expected, String why) {
        Pchip pchip = new Pchip(x, y);

        assertThat(Arrays.stream(places).map(place -> pchip.at(place, ANY_GAP)).toArray())
                .as(why)
                .containsExactly(expected, within(1e-12));
    }

    static Stream<Arguments> givesTheValuesOfSciPy() {
        return Stream.of(
                arguments(
                        new double[] {0, 1, 2, 3},
                        new double[] {0, 1, 4, 9},
                        new double[] {0.5, 1.5, 2.5},
                        new double[] {0.3125, 2.21875, 6.21875},
                        "a parabola"),
                arguments(
                        new double[] {0, 1, 3, 4},
                        new double[] {0, 2, 3, 6},
                        new double[] {0.25, 0.5, 2, 3.5},
                        new double[] {
                            0.6238839285714285,
                            1.2053571428571428,
                            2.4815270935960587,
                            4.137212643678161
                        },
                        "uneven steps"),
                arguments(
                        new double[] {0, 1, 2, 3},
                        new double[] {0, 1, 0, 5},
                        new double[] {0.5, 1.5, 2.5},
                        new double[] {0.75, 0.5, 1.5},
                        "a last slope that points the other way"),
                arguments(
                        new double[] {0, 1, 1.2, 3},
                        new double[] {0, 1, -9, 2},
                        new double[] {0.5, 1.1, 2},
                        new double[] {0.875, -4.000000000000009, -8.034293552812072},
                        "end slopes that would overshoot"),
                arguments(
                        new double[] {0, 2},
                        new double[] {1, 5},
                        new double[] {0.5},
                        new double[] {2.0},
                        "a line"));
    }

    @Test
    void refusesWhatIsNoCurve() {
        assertThatThrownBy(() -> new Pchip(new double[] {1}, new double[] {2}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("got 1 places and 1 values");
        assertThatThrownBy(() -> new Pchip(new double[] {0, 1, 1}, new double[] {0, 1, 2}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must ascend, got (1.0, 1.0) and (1.0, 2.0)");
        assertThatThrownBy(() -> new Pchip(new double[] {0, 1}, new double[] {0, Double.NaN}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must be finite");
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
