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
        double[] t = SyntheticNoise.irregular(90, RATE, new Random(21));
        HarmonicCycle cycle = fit(t, synthetic(t, 0.3), 3);

        double middle = 0.5 * (t[0] + t[t.length - 1]);
        assertThat(cycle.level()).isCloseTo(5 + 0.3 * middle, within(1e-6));
        assertThat(cycle.amplitude()).isCloseTo(0.8, within(1e-6));
        for (double phase = 0; phase < 2; phase += 0.07) {
            assertThat(cycle.cycleAt(phase)).isCloseTo(shape(phase), within(1e-6));
        }
    }

    @Test
    void findsTheExtremesBetweenTwoPhases() {
        double[] t = SyntheticNoise.frames(120, RATE);
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
        double[] t = SyntheticNoise.frames(120, RATE);
        Random random = new Random(22);
        double[] noise = SyntheticNoise.at(t, 0.01, 0, 1 / RATE, random);
        double[] value = synthetic(t, 0);
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
        double[] t = SyntheticNoise.frames(80, RATE);
        int runs = 600;
        double[][] values = new double[3][runs];
        double[][] errors = new double[3][runs];
        for (int run = 0; run < runs; run++) {
            double[] value = synthetic(t, 0.3);
            double[] noise = SyntheticNoise.at(t, 0.05, memory, 1 / RATE, random);
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
            assertThat(rms / SyntheticNoise.sd(values[k]))
                    .as("value %d", k)
                    .isCloseTo(1, within(0.15));
        }
    }

    @Test
    void fitsFewerHarmonicsAtALowRateOrToFewSamples() {
        double[] slow = SyntheticNoise.frames(80, 5);
        double[] few = SyntheticNoise.frames(13, RATE);

        assertThat(
                        HarmonicCycle.fit(
                                        slow,
                                        synthetic(slow, 0),
                                        SyntheticNoise.ones(80),
                                        F,
                                        6,
                                        0.2)
                                .orElseThrow()
                                .harmonics())
                .isEqualTo(1);
        assertThat(fit(few, synthetic(few, 0), 6).harmonics()).isEqualTo(2);
        assertThat(HarmonicCycle.fit(slow, synthetic(slow, 0), SyntheticNoise.ones(80), 3, 6, 0.2))
                .isEmpty();
        double[] seven = SyntheticNoise.frames(7, RATE);
        assertThat(HarmonicCycle.fit(seven, new double[7], SyntheticNoise.ones(7), F, 6, 1 / RATE))
                .isEmpty();
    }

    @Test
    void leavesAbsentSamplesOut() {
        double[] t = SyntheticNoise.frames(120, RATE);
        double[] value = synthetic(t, 0);
        for (int i = 0; i < t.length; i += 4) {
            value[i] = Double.NaN;
        }
        assertThat(fit(t, value, 3).cycleAt(0.4)).isCloseTo(shape(0.4), within(1e-6));
    }

    @Test
    void findsExtremesThatLieBetweenTheStepsOfItsSearch() {
        double[] t = SyntheticNoise.frames(120, RATE);
        double[] value = new double[t.length];
        for (int i = 0; i < t.length; i++) {
            value[i] = Math.cos(2 * Math.PI * (F * t[i] - 0.3037));
        }
        HarmonicCycle cycle = fit(t, value, 3);

        assertThat(cycle.highest(0, 1)).isCloseTo(0.3037, within(1e-6));
        assertThat(cycle.lowest(0, 1)).isCloseTo(0.8037, within(1e-6));
        // Where the curve only rises, the highest point is the far end.
        assertThat(cycle.highest(0, 0.2)).isCloseTo(0.2, within(1e-9));
    }

    @Test
    void doesNotTakeTheLowerOfThreeNarrowPeaks() {
        double[] t = SyntheticNoise.frames(120, RATE);
        double[] value = new double[t.length];
        for (int i = 0; i < t.length; i++) {
            double turn = 2 * Math.PI * (F * t[i] - 1.0 / 16);
            value[i] = Math.cos(3 * turn) + 0.1 * Math.cos(turn);
        }

        assertThat(fit(t, value, 3).highest(0, 1)).isCloseTo(1.0 / 16, within(1e-6));
    }

    /**
     * Residuals of one size, + − − + over and over, that neither a line nor a harmonic of 1.5 Hz
     * can follow at 30 Hz: no weight differs, and every error has its textbook coefficients.
     */
    @Test
    void takesItsNoiseFromTheResidualsAndTheColumnsOfItsFit() {
        // Late in a recording, which nothing here hangs on.
        double[] t =
                Arrays.stream(SyntheticNoise.frames(80, RATE)).map(time -> 100 + time).toArray();
        double[] residual = unfittable(0.1);
        double[] value = residual.clone();
        for (int i = 0; i < t.length; i++) {
            value[i] += 5 + 0.8 * Math.cos(2 * Math.PI * 1.5 * t[i] - 1);
        }
        double span = 79 / RATE;
        HarmonicCycle cycle =
                HarmonicCycle.fit(t, value, SyntheticNoise.ones(80), 1.5, 2, 1 / RATE)
                        .orElseThrow();

        AutoregressiveNoise expected =
                AutoregressiveNoise.of(
                        t, residual, 1 / RATE, new double[] {0, 0.5 / span, 1.5, 1.5, 3, 3});

        assertThat(cycle.noise().sd()).isCloseTo(expected.sd(), within(1e-9));
        assertThat(cycle.noise().memory()).isCloseTo(expected.memory(), within(1e-9));
    }

    @Test
    void makesErrorsOfMeansAndProjectionsOfThatNoise() {
        HarmonicCycle cycle = fitWithUnfittable(0.8, 0.1, 1);
        double[] t = SyntheticNoise.frames(80, RATE);
        double middle = 0.5 * 79 / RATE;
        double[] mean = new double[80];
        double[] projection = new double[80];
        for (int i = 0; i < t.length; i++) {
            mean[i] = 1.0 / 80;
            projection[i] = 2.0 / 80 * Math.cos(2 * Math.PI * 1.5 * (t[i] - middle));
        }
        double atMiddle = 1.5 * middle;
        double ofProjection = Math.sqrt(cycle.noise().variance(t, projection));

        assertThat(cycle.levelError())
                .isCloseTo(Math.sqrt(cycle.noise().variance(t, mean)), within(1e-12));
        assertThat(cycle.differenceError(atMiddle, atMiddle + 0.5))
                .isCloseTo(2 * ofProjection, within(1e-12));
    }

    @Test
    void statesAnAmplitudeErrorThatIsThatOfTheNoiseWhateverTheAmplitude() {
        double small = fitWithUnfittable(0.8, 0.1, 1).amplitudeError();
        double large = fitWithUnfittable(80, 0.1, 1).amplitudeError();

        assertThat(large).isCloseTo(small, within(1e-9));
        // √(2 / n) of it where it is white.
        assertThat(small).isCloseTo(0.1 * Math.sqrt(2.0 / 80), within(0.003));
    }

    /** σ² / (n·A) for a sine: the bias of the length of a vector with noise (Rice 1945). */
    @Test
    void tellsByHowMuchNoiseRaisesATop() {
        HarmonicCycle cycle = fitWithUnfittable(2, 0.1, 1);
        double top = cycle.highest(0, 1);

        double expected = 0.1 * 0.1 / (80 * 2);
        assertThat(cycle.extremeInflation(top)).isCloseTo(expected, within(0.15 * expected));
    }

    @Test
    void raisesAFlatTopByTwiceItsErrorAtMost() {
        double expected = 2 * 0.1 * Math.sqrt(2.0 / 80);

        assertThat(fitWithUnfittable(0, 0.1, 1).extremeInflation(0.2))
                .isCloseTo(expected, within(0.15 * expected));
    }

    /**
     * NumPy 2.4.6, {@code linalg.lstsq} reweighted twice by Tukey's bisquare at 4.685 times 1.4826
     * median absolute residuals.
     */
    @Test
    void weighsOutliersByTheBisquare() {
        double[] t = SyntheticNoise.frames(40, RATE);
        double[] value = new double[40];
        for (int i = 0; i < t.length; i++) {
            value[i] = 2 + 0.3 * Math.cos(2 * Math.PI * 1.5 * t[i] - 1) + 0.05 * Math.sin(i * i);
        }
        value[7] += 0.3;
        value[23] -= 0.25;

        HarmonicCycle cycle =
                HarmonicCycle.fit(t, value, SyntheticNoise.ones(40), 1.5, 1, 1 / RATE)
                        .orElseThrow();

        assertThat(cycle.level()).isCloseTo(1.9937794652093757, within(1e-9));
        assertThat(cycle.amplitude()).isCloseTo(0.29776755064601523, within(1e-9));
    }

    @Test
    void doesNotHearSamplesWithoutWeight() {
        double[] t = SyntheticNoise.frames(120, RATE);
        double[] value = synthetic(t, 0);
        double[] weight = SyntheticNoise.ones(120);
        double[] noise = SyntheticNoise.at(t, 0.01, 0, 1 / RATE, new Random(24));
        for (int i = 0; i < t.length; i++) {
            value[i] += noise[i] + (i % 20 == 1 ? 4 : 0);
            if (i % 5 > 1) {
                value[i] = 1000;
                weight[i] = 0;
            }
        }
        HarmonicCycle cycle = HarmonicCycle.fit(t, value, weight, F, 3, 1 / RATE).orElseThrow();

        for (double phase = 0; phase < 1; phase += 0.1) {
            assertThat(cycle.cycleAt(phase)).isCloseTo(shape(phase), within(0.02));
        }
    }

    @Test
    void findsNothingInSamplesOfOnePhase() {
        double[] t = SyntheticNoise.frames(40, 1);

        assertThat(HarmonicCycle.fit(t, synthetic(t, 0), SyntheticNoise.ones(40), 1, 2, 0.1))
                .isEmpty();
    }

    @Test
    void findsNoCycleInWhatIsStillAndKnowsNoErrorOfIt() {
        double[] t = SyntheticNoise.frames(40, RATE);
        HarmonicCycle still = fit(t, new double[40], 2);

        assertThat(still.level()).isZero();
        assertThat(still.amplitude()).isZero();
        assertThat(still.noise().known()).isFalse();
        assertThat(still.levelError()).isNaN();
    }

    private static HarmonicCycle fitWithUnfittable(double amplitude, double size, int harmonics) {
        double[] t = SyntheticNoise.frames(80, RATE);
        double[] value = unfittable(size);
        for (int i = 0; i < t.length; i++) {
            value[i] += 5 + amplitude * Math.cos(2 * Math.PI * 1.5 * t[i] - 1);
        }
        return HarmonicCycle.fit(t, value, SyntheticNoise.ones(80), 1.5, harmonics, 1 / RATE)
                .orElseThrow();
    }

    private static double[] unfittable(double size) {
        double[] residual = new double[80];
        for (int i = 0; i < residual.length; i++) {
            residual[i] = i % 4 == 0 || i % 4 == 3 ? size : -size;
        }
        return residual;
    }

    private static HarmonicCycle fit(double[] t, double[] value, int harmonics) {
        return HarmonicCycle.fit(t, value, SyntheticNoise.ones(t.length), F, harmonics, 1 / RATE)
                .orElseThrow();
    }

    private static double[] synthetic(double[] t, double slope) {
        return Arrays.stream(t).map(time -> 5 + slope * time + shape(F * time)).toArray();
    }

    private static double shape(double phase) {
        double turn = 2 * Math.PI * phase;
        return 0.8 * Math.cos(turn - 1) + 0.3 * Math.sin(2 * turn) - 0.1 * Math.cos(3 * turn + 2);
    }
}
