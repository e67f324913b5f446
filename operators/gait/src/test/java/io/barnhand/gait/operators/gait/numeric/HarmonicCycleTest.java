package io.barnhand.gait.operators.gait.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HarmonicCycleTest {

    private static final double RATE = 30;
    private static final double F = 1.35;

    @Test
    void findsLevelAmplitudesAndPhasesOfAKnownCycle() {
        double[] t = MadeNoise.irregular(90, RATE, new Random(21));
        HarmonicCycle cycle = fit(t, made(t, 0.3), 3);

        double middle = 0.5 * (t[0] + t[t.length - 1]);
        assertThat(cycle.level()).isCloseTo(5 + 0.3 * middle, within(1e-6));
        assertThat(cycle.amplitude()).isCloseTo(0.8, within(1e-6));
        for (double phase = 0; phase < 2; phase += 0.07) {
            assertThat(cycle.cycleAt(phase)).isCloseTo(shape(phase), within(1e-6));
        }
    }

    @Test
    void findsTheExtremesBetweenTwoPhases() {
        double[] t = MadeNoise.frames(120, RATE);
        double[] value = new double[t.length];
        for (int i = 0; i < t.length; i++) {
            value[i] = Math.cos(2 * Math.PI * (F * t[i] - 0.3));
        }
        HarmonicCycle cycle = fit(t, value, 3);

        assertThat(cycle.highest(0, 1)).isCloseTo(0.3, within(1e-4));
        assertThat(cycle.lowest(0, 1)).isCloseTo(0.8, within(1e-4));
        assertThat(cycle.highest(1, 2)).isCloseTo(1.3, within(1e-4));
        // Where the curve only falls, the highest point is the near end.
        assertThat(cycle.highest(0.4, 0.7)).isCloseTo(0.4, within(1e-9));
    }

    @Test
    void losesNothingToAFewWildSamples() {
        double[] t = MadeNoise.frames(120, RATE);
        Random random = new Random(22);
        double[] noise = MadeNoise.at(t, 0.01, 0, 1 / RATE, random);
        double[] value = made(t, 0);
        for (int i = 0; i < t.length; i++) {
            value[i] += noise[i] + (i % 17 == 0 ? 4 : 0);
        }
        HarmonicCycle cycle = fit(t, value, 3);

        for (double phase = 0; phase < 1; phase += 0.1) {
            assertThat(cycle.cycleAt(phase)).isCloseTo(shape(phase), within(0.015));
        }
        assertThat(cycle.noise().sd()).isLessThan(0.02);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.6})
    void statesErrorsAsLargeAsItsValuesScatter(double memory) {
        Random random = new Random(23);
        double[] t = MadeNoise.frames(80, RATE);
        int runs = 600;
        double[][] values = new double[3][runs];
        double[][] errors = new double[3][runs];
        for (int run = 0; run < runs; run++) {
            double[] value = made(t, 0.3);
            double[] noise = MadeNoise.at(t, 0.05, memory, 1 / RATE, random);
            for (int i = 0; i < t.length; i++) {
                value[i] += noise[i];
            }
            HarmonicCycle cycle = fit(t, value, 3);
            values[0][run] = cycle.level();
            errors[0][run] = cycle.levelError();
            values[1][run] = cycle.amplitude();
            errors[1][run] = cycle.amplitudeError();
            values[2][run] = cycle.cycleAt(0.2) - cycle.cycleAt(0.7);
            errors[2][run] = cycle.differenceError(0.2, 0.7);
        }
        for (int k = 0; k < values.length; k++) {
            double rms = Math.sqrt(Arrays.stream(errors[k]).map(e -> e * e).sum() / runs);
            assertThat(rms / MadeNoise.sd(values[k])).as("value %d", k).isCloseTo(1, within(0.15));
        }
    }

    @Test
    void fitsFewerHarmonicsAtALowRateOrToFewSamples() {
        double[] slow = MadeNoise.frames(80, 5);
        double[] few = MadeNoise.frames(13, RATE);

        assertThat(
                        HarmonicCycle.fit(slow, made(slow, 0), MadeNoise.ones(80), F, 6, 0.2)
                                .harmonics())
                .isEqualTo(1);
        assertThat(fit(few, made(few, 0), 6).harmonics()).isEqualTo(2);
        assertThat(HarmonicCycle.fit(slow, made(slow, 0), MadeNoise.ones(80), 3, 6, 0.2)).isNull();
        assertThat(fit(MadeNoise.frames(7, RATE), new double[7], 6)).isNull();
    }

    @Test
    void leavesAbsentSamplesOut() {
        double[] t = MadeNoise.frames(120, RATE);
        double[] value = made(t, 0);
        for (int i = 0; i < t.length; i += 4) {
            value[i] = Double.NaN;
        }
        assertThat(fit(t, value, 3).cycleAt(0.4)).isCloseTo(shape(0.4), within(1e-6));
    }

    private static HarmonicCycle fit(double[] t, double[] value, int harmonics) {
        return HarmonicCycle.fit(t, value, MadeNoise.ones(t.length), F, harmonics, 1 / RATE);
    }

    private static double[] made(double[] t, double slope) {
        return Arrays.stream(t).map(time -> 5 + slope * time + shape(F * time)).toArray();
    }

    private static double shape(double phase) {
        double turn = 2 * Math.PI * phase;
        return 0.8 * Math.cos(turn - 1) + 0.3 * Math.sin(2 * turn) - 0.1 * Math.cos(3 * turn + 2);
    }
}
