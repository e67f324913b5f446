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
        double[] t = SyntheticNoise.frames(150, RATE);
        double[] sd = new double[200];
        double[] found = new double[sd.length];
        for (int run = 0; run < sd.length; run++) {
            double[] value = SyntheticNoise.at(t, 0.02, memory, PERIOD, random);
            for (int i = 0; i < t.length; i++) {
                value[i] +=
                        Math.cos(2 * Math.PI * 1.3 * t[i])
                                - 0.3 * Math.sin(4 * Math.PI * 1.3 * t[i]);
            }
            AutoregressiveNoise noise =
                    HarmonicCycle.fit(t, value, SyntheticNoise.ones(t.length), 1.3, 3, PERIOD)
                            .orElseThrow()
                            .noise();
            sd[run] = noise.sd();
            found[run] = noise.memory();
        }
        assertThat(SyntheticNoise.mean(sd)).isCloseTo(0.02, within(0.001));
        assertThat(SyntheticNoise.mean(found)).isCloseTo(memory, within(0.04));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.4, 0.7, 0.9})
    void givesTheVarianceThatSumsOfSuchNoiseHaveAtIrregularTimes(double memory) {
        Random random = new Random(12);
        double[] t = SyntheticNoise.irregular(40, RATE, random);
        double[] coefficient = new double[t.length];
        for (int i = 0; i < t.length; i++) {
            coefficient[i] = i % 5 == 0 ? 0 : Math.sin(0.3 * i) + 0.2;
        }
        double[] sums = new double[20_000];
        for (int run = 0; run < sums.length; run++) {
            double[] noise = SyntheticNoise.at(t, 0.5, memory, PERIOD, random);
            for (int i = 0; i < t.length; i++) {
                sums[run] += coefficient[i] * noise[i];
            }
        }

        double variance = new AutoregressiveNoise(0.5, memory, PERIOD).variance(t, coefficient);

        assertThat(Math.sqrt(variance) / SyntheticNoise.sd(sums)).isCloseTo(1, within(0.02));
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
                        .variance(SyntheticNoise.frames(n, RATE), share);

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
        double[] t = SyntheticNoise.frames(20, RATE);
        double[] few = new double[20];
        Arrays.fill(few, Double.NaN);
        Arrays.fill(few, 0, 7, 0.1);

        assertThat(AutoregressiveNoise.of(t, few, PERIOD, new double[0]).known()).isFalse();
        assertThat(AutoregressiveNoise.of(t, new double[20], PERIOD, new double[0]).known())
                .isFalse();
    }

    @Test
    void takesTheLargerOfItsOwnSizeAndAnother() {
        AutoregressiveNoise noise = new AutoregressiveNoise(0.02, 0.5, PERIOD);

        assertThat(noise.atLeast(0.01)).isSameAs(noise);
        assertThat(noise.atLeast(0.03)).isEqualTo(new AutoregressiveNoise(0.03, 0.5, PERIOD));
    }

    /** No column was fitted: the two are plain mean square and lag-one correlation. */
    @Test
    void takesSizeAndMemoryStraightFromResidualsOfNoFit() {
        double[] residual = {3, 3, 3, 3, -3, -3, -3, -3};
        double[] even = {0, 2, 4, 6, 8, 10, 12, 14};
        double[] parted = {0, 2, 4, 6, 9, 11, 13, 15};

        AutoregressiveNoise noise = AutoregressiveNoise.of(even, residual, 2, new double[0]);
        AutoregressiveNoise ofNeighbours =
                AutoregressiveNoise.of(parted, residual, 2, new double[0]);

        assertThat(noise.sd()).isCloseTo(3, within(1e-9));
        // Six pairs of a kind and one of opposites.
        assertThat(noise.memory()).isCloseTo(5.0 / 7, within(1e-9));
        // At one and a half periods two frames are no neighbours: only pairs of a kind are left,
        // and a memory is believed up to 0.9.
        assertThat(ofNeighbours.memory()).isCloseTo(0.9, within(1e-9));
    }

    /**
     * A mean takes the power (1 − ρ²)/(1 − ρ)² = 3 of one sample at ρ = 0.5, and as much of the
     * products: of nine samples 6 are left, with 1.5 of 4.5 products, a quarter.
     */
    @Test
    void givesBackWhatAMeanHasTakenAlong() {
        double[] t = {0, 2, 4, 6, 8, 10, 12, 14, 16};
        double[] residual = {1, 1, 1, -1, -1, 1, 1, -1, -1};

        AutoregressiveNoise noise = AutoregressiveNoise.of(t, residual, 2, new double[] {0});

        assertThat(noise.memory()).isCloseTo(0.5, within(1e-9));
        assertThat(noise.sd()).isCloseTo(Math.sqrt(9 / 6.0), within(1e-9));
    }

    /** At a quarter of the rate, white noise loses a sample's power to each column, no products. */
    @Test
    void takesNoProductsForThoseOfAColumnAtAQuarterOfTheRate() {
        double[] t = SyntheticNoise.frames(17, 1);
        double[] residual = new double[17];
        for (int i = 0; i < residual.length; i++) {
            residual[i] = i % 4 < 2 ? 1 : -1;
        }

        AutoregressiveNoise noise =
                AutoregressiveNoise.of(t, residual, 1, new double[] {0.25, 0.25});

        assertThat(noise.memory()).isCloseTo(0, within(1e-9));
        assertThat(noise.sd()).isCloseTo(Math.sqrt(17 / 15.0), within(1e-9));
    }

    @Test
    void needsMoreResidualsThanColumns() {
        double[] t = SyntheticNoise.frames(8, 1);
        double[] residual = {1, -1, 2, 1, 0, -2, 1, 1};

        assertThat(AutoregressiveNoise.of(t, residual, 1, new double[8]).known()).isFalse();
    }

    @Test
    void countsNoNeighbourAcrossAFrameThatIsNotAskedFor() {
        AutoregressiveNoise noise = new AutoregressiveNoise(1, -0.4, 2);

        // Two frames apart, alternating noise says nothing; nor at one and a half periods.
        assertThat(noise.variance(new double[] {0, 2, 4}, new double[] {1, 0, 1}))
                .isCloseTo(2, within(1e-12));
        assertThat(noise.variance(new double[] {0, 3}, new double[] {1, 1}))
                .isCloseTo(2, within(1e-12));
    }
}
