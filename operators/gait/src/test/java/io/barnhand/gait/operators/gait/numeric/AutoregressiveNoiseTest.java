package io.barnhand.gait.operators.gait.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AutoregressiveNoiseTest {

    private static final double RATE = 30;
    private static final double PERIOD = 1 / RATE;

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.4, 0.7})
    void findsSizeAndMemoryOfNoiseUnderAHarmonicSignal(double memory) {
        Random random = new Random(11);
        double[] t = MadeNoise.frames(150, RATE);
        double[] sd = new double[200];
        double[] found = new double[sd.length];
        for (int run = 0; run < sd.length; run++) {
            double[] value = MadeNoise.at(t, 0.02, memory, PERIOD, random);
            for (int i = 0; i < t.length; i++) {
                value[i] +=
                        Math.cos(2 * Math.PI * 1.3 * t[i])
                                - 0.3 * Math.sin(4 * Math.PI * 1.3 * t[i]);
            }
            AutoregressiveNoise noise =
                    HarmonicCycle.fit(t, value, MadeNoise.ones(t.length), 1.3, 3, PERIOD).noise();
            sd[run] = noise.sd();
            found[run] = noise.memory();
        }
        assertThat(MadeNoise.mean(sd)).isCloseTo(0.02, within(0.001));
        assertThat(MadeNoise.mean(found)).isCloseTo(memory, within(0.04));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.4, 0.7, 0.9})
    void givesTheVarianceThatSumsOfSuchNoiseHaveAtIrregularTimes(double memory) {
        Random random = new Random(12);
        double[] t = MadeNoise.irregular(40, RATE, random);
        double[] coefficient = new double[t.length];
        for (int i = 0; i < t.length; i++) {
            coefficient[i] = i % 5 == 0 ? 0 : Math.sin(0.3 * i) + 0.2;
        }
        double[] sums = new double[20_000];
        for (int run = 0; run < sums.length; run++) {
            double[] noise = MadeNoise.at(t, 0.5, memory, PERIOD, random);
            for (int i = 0; i < t.length; i++) {
                sums[run] += coefficient[i] * noise[i];
            }
        }

        double variance = new AutoregressiveNoise(0.5, memory, PERIOD).variance(t, coefficient);

        assertThat(Math.sqrt(variance) / MadeNoise.sd(sums)).isCloseTo(1, within(0.02));
    }

    @Test
    void addsUpTheKnownVarianceOfTheMeanOfAnAutoregressiveSeries() {
        int n = 25;
        double memory = 0.6;
        double[] share = new double[n];
        Arrays.fill(share, 1.0 / n);
        // Var(mean) = σ²/n·(1 + 2·Σ (1 − k/n)·ρ^k), the textbook sum over lags.
        double sum = 1;
        for (int k = 1; k < n; k++) {
            sum += 2 * (1 - (double) k / n) * Math.pow(memory, k);
        }

        double variance =
                new AutoregressiveNoise(2, memory, PERIOD)
                        .variance(MadeNoise.frames(n, RATE), share);

        assertThat(variance).isCloseTo(4 * sum / n, within(1e-9));
    }

    @Test
    void letsAlternatingNoiseEndWithTheNeighbour() {
        AutoregressiveNoise noise = new AutoregressiveNoise(1, -0.4, PERIOD);

        assertThat(noise.variance(new double[] {0, PERIOD}, new double[] {1, 1}))
                .isCloseTo(1.2, within(1e-12));
        assertThat(noise.variance(new double[] {0, 2 * PERIOD}, new double[] {1, 1}))
                .isCloseTo(2, within(1e-12));
    }

    @Test
    void saysNothingOfTooFewResidualsOrOfNone() {
        double[] t = MadeNoise.frames(20, RATE);
        double[] few = new double[20];
        Arrays.fill(few, Double.NaN);
        Arrays.fill(few, 0, 7, 0.1);

        assertThat(AutoregressiveNoise.of(t, few, PERIOD, new double[0])).isNull();
        assertThat(AutoregressiveNoise.of(t, new double[20], PERIOD, new double[0])).isNull();
    }

    @Test
    void takesTheLargerOfItsOwnSizeAndAnother() {
        AutoregressiveNoise noise = new AutoregressiveNoise(0.02, 0.5, PERIOD);

        assertThat(noise.atLeast(0.01)).isSameAs(noise);
        assertThat(noise.atLeast(0.03)).isEqualTo(new AutoregressiveNoise(0.03, 0.5, PERIOD));
    }
}
