package io.barnhand.gait.operators.gait.rhythm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.barnhand.gait.operators.gait.numeric.AutoregressiveNoise;
import io.barnhand.gait.operators.gait.signal.HoofSignals;
import io.barnhand.gait.operators.records.Limb;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class HarmonicFitTest {

    private static final double F = 1.5;

    /** A stride of 20 frames: sums over whole strides are exact. */
    private static final int STRIDE = 20;

    private static final AutoregressiveNoise WHITE =
            new AutoregressiveNoise(0.02, 0, SyntheticSignals.PERIOD);
    private static final AutoregressiveNoise[] ALL_WHITE = {WHITE, WHITE, WHITE, WHITE};

    private static HoofSignals threeHarmonics(double[] t) {
        DoubleUnaryOperator shape =
                SyntheticSignals.sum(
                        SyntheticSignals.sum(
                                SyntheticSignals.wave(0.3, F, 0.1),
                                SyntheticSignals.wave(0.1, 2 * F, 0.3)),
                        SyntheticSignals.sum(
                                SyntheticSignals.wave(0.05, 3 * F, 0.7), s -> 0.4 - 0.02 * s));
        return SyntheticSignals.of(t, shape, SyntheticSignals.wave(0.2, F, 0.4), null, shape);
    }

    private static HoofSignals waves(int n) {
        return SyntheticSignals.of(
                SyntheticSignals.frames(n),
                SyntheticSignals.wave(0.3, F, 0.1),
                SyntheticSignals.wave(0.3, F, 0.6),
                SyntheticSignals.wave(0.3, F, 0.35),
                SyntheticSignals.wave(0.3, F, 0.85));
    }

    @Test
    void followsThreeHarmonicsOnALineAtIrregularTimes() {
        double[] t = SyntheticSignals.frames(90);
        for (int i = 0; i < t.length; i++) {
            t[i] += 0.01 * Math.sin(i * i);
        }
        HoofSignals signals = threeHarmonics(t);
        HarmonicFit fit = new HarmonicFit(signals);

        double[][] curves = fit.curves(F);
        double[][] residuals = fit.residuals(F);

        for (int l : new int[] {0, 1, 3}) {
            assertThat(curves[l]).containsExactly(signals.excursion()[l], within(1e-9));
            assertThat(residuals[l]).containsExactly(new double[90], within(1e-9));
        }
        assertThat(curves[2]).containsOnly(Double.NaN);
        assertThat(residuals[2]).containsOnly(Double.NaN).hasSize(90);
        assertThat(fit.cost(F)).isCloseTo(0, within(1e-9));
    }

    @Test
    void countsTheWeightedSquaresOfAllLimbs() {
        HoofSignals signals = waves(80);
        SyntheticSignals.addUnfittable(signals, 0.01);
        Arrays.fill(signals.weight()[1], 0.5);

        // Eighty residuals of 0.01 in each limb, in one of them at half the weight.
        assertThat(new HarmonicFit(signals).cost(F)).isCloseTo(3.5 * 80 * 1e-4, within(1e-9));
    }

    @Test
    void tellsResidualsFromTheCurveWhereTheHoofWasSeen() {
        HoofSignals signals = waves(80);
        signals.excursion()[0][7] = Double.NaN;

        double[] residuals = new HarmonicFit(signals).residuals(F)[0];

        assertThat(residuals[7]).isNaN();
        assertThat(residuals[8]).isCloseTo(0, within(1e-9));
    }

    @Test
    void needsTwoSamplesOfALimbForEachUnknown() {
        HoofSignals signals = waves(80);
        Arrays.fill(signals.excursion()[0], 16, 80, Double.NaN);
        Arrays.fill(signals.excursion()[1], 15, 80, Double.NaN);

        double[][] curves = new HarmonicFit(signals).curves(F);

        assertThat(curves[0][0]).isCloseTo(signals.excursion()[0][0], within(1e-9));
        assertThat(curves[1]).containsOnly(Double.NaN);
        assertThat(new HarmonicFit(waves(15)).cost(F)).isNaN();
        assertThat(new HarmonicFit(waves(0)).cost(F)).isNaN();
    }

    @Test
    void takesOutliersOutAndWeighsTheOthersByTheBisquare() {
        HoofSignals signals = waves(80);
        SyntheticSignals.addUnfittable(signals, 0.01);
        HarmonicFit fit = new HarmonicFit(signals);

        fit.reweight(F);

        // All residuals are one median absolute deviation, over a reach of 4.685 · 1.4826 of them.
        double r = 1 / (4.685 * 1.4826);
        double weight = (1 - r * r) * (1 - r * r);
        assertThat(fit.cost(F)).isCloseTo(4 * 80 * 1e-4 * weight, within(1e-9));
    }

    @Test
    void losesAnOutlierAltogether() {
        HoofSignals signals = waves(80);
        SyntheticSignals.addUnfittable(signals, 0.001);
        signals.excursion()[2][31] += 1;
        HarmonicFit fit = new HarmonicFit(signals);
        for (int i = 0; i < 3; i++) {
            fit.reweight(F);
        }

        assertThat(fit.curves(F)[2][31]).isCloseTo(signals.excursion()[2][31] - 1, within(0.005));
        assertThat(fit.cost(F)).isLessThan(4 * 80 * 1e-6);
    }

    @Test
    void keepsTheWeightsOfWhatItFitsExactly() {
        HoofSignals still =
                SyntheticSignals.of(SyntheticSignals.frames(60), s -> 0, null, null, null);
        HarmonicFit fit = new HarmonicFit(still);

        fit.reweight(F);

        assertThat(fit.cost(F)).isZero();
    }

    @Test
    void findsTheFrequencyBetweenTwo() {
        HarmonicFit fit = new HarmonicFit(waves(80));

        assertThat(fit.refine(1.42, 1.57, 1e-6)).isCloseTo(F, within(1e-5));
        assertThat(fit.refine(1.48, 1.64, 1e-6)).isCloseTo(F, within(1e-5));
        // The middle of what is left, so at most half the tolerance off.
        assertThat(fit.refine(1.4, 1.6, 0.01)).isCloseTo(F, within(0.005));
    }

    /**
     * The bound of Cramér and Rao for a sine in white noise, √6·σ / (π·A·T·√n), here of four limbs
     * of equal amplitude (Rife and Boorstyn 1974).
     */
    @Test
    void statesTheFrequencyErrorOfSinesInWhiteNoise() {
        int n = 600;
        HoofSignals signals = waves(n);
        for (double[] weight : signals.weight()) {
            Arrays.fill(weight, 0.25);
        }
        HarmonicFit fit = new HarmonicFit(signals);
        double span = n / SyntheticSignals.RATE;
        double expected =
                Math.sqrt(6) * 0.02 / (Math.PI * 0.3 * span * Math.sqrt(Limb.COUNT * (double) n));

        assertThat(fit.frequencyError(F, ALL_WHITE) / expected).isCloseTo(1, within(0.01));
        // A limb without noise says as much and has no error.
        AutoregressiveNoise unknown = AutoregressiveNoise.UNKNOWN;
        AutoregressiveNoise[] ofOne = {unknown, unknown, WHITE, unknown};
        assertThat(fit.frequencyError(F, ofOne) / expected).isCloseTo(0.5, within(0.01));
        assertThat(
                        fit.frequencyError(
                                F, new AutoregressiveNoise[] {unknown, unknown, unknown, unknown}))
                .isNaN();
    }

    @Test
    void weighsTheHarmonicsOfACurveByTheSquareOfTheirOrder() {
        int n = 600;
        HoofSignals signals =
                SyntheticSignals.of(
                        SyntheticSignals.frames(n),
                        SyntheticSignals.sum(
                                SyntheticSignals.wave(0.3, F, 0.1),
                                SyntheticSignals.sum(
                                        SyntheticSignals.wave(0.2, 2 * F, 0.3),
                                        SyntheticSignals.wave(0.1, 3 * F, 0.2))),
                        null,
                        null,
                        null);
        double span = n / SyntheticSignals.RATE;
        double squares = 0.3 * 0.3 + 4 * 0.2 * 0.2 + 9 * 0.1 * 0.1;
        double expected = Math.sqrt(6) * 0.02 / (Math.PI * span * Math.sqrt(n * squares));

        assertThat(new HarmonicFit(signals).frequencyError(F, ALL_WHITE) / expected)
                .isCloseTo(1, within(0.01));
    }

    /**
     * NumPy 2.4.6: the last diagonal term of N⁻¹·JᵀW²J·N⁻¹ with N = JᵀWJ, J a line, three harmonics
     * and the derivative by frequency, over 45 frames of two strides and a quarter.
     */
    @Test
    void freesTheFrequencyOfWhatTheOtherUnknownsCanFollow() {
        HoofSignals one = threeHarmonics(SyntheticSignals.frames(45));
        for (int l = 1; l < Limb.COUNT; l++) {
            Arrays.fill(one.excursion()[l], Double.NaN);
        }

        assertThat(new HarmonicFit(one).frequencyError(F, ALL_WHITE))
                .isCloseTo(0.004633940700042881, within(1e-9));
        for (int i = 0; i < 45; i += 3) {
            one.weight()[0][i] = 0.25;
        }
        assertThat(new HarmonicFit(one).frequencyError(F, ALL_WHITE))
                .isCloseTo(0.0051406428130926695, within(1e-9));
    }

    @Test
    void neitherAsksAWildSampleNorALimbWithTooFew() {
        int n = 600;
        HoofSignals signals = waves(n);
        SyntheticSignals.addUnfittable(signals, 0.01);
        Arrays.fill(signals.excursion()[3], 15, n, Double.NaN);
        signals.excursion()[0][17] += 3;
        signals.excursion()[1][400] -= 3;
        HarmonicFit fit = new HarmonicFit(signals);
        for (int i = 0; i < 3; i++) {
            fit.reweight(F);
        }
        AutoregressiveNoise[] noise = ALL_WHITE.clone();
        noise[3] = new AutoregressiveNoise(1e3, 0, SyntheticSignals.PERIOD);
        double span = n / SyntheticSignals.RATE;
        double expected = Math.sqrt(6) * 0.02 / (Math.PI * 0.3 * span * Math.sqrt(3 * (double) n));

        assertThat(fit.frequencyError(F, noise) / expected).isCloseTo(1, within(0.02));
        double[] t = signals.t();
        double slopes = 3 * STRIDE * 0.5 * Math.pow(2 * Math.PI * F * 0.3, 2);
        double variance = fit.ahead(F, t[0], t[STRIDE], noise)[1];
        assertThat(variance * slopes / (0.02 * 0.02)).isCloseTo(1, within(0.1));
    }

    @Test
    void cannotBeFittedAtTheRateOfTheFrames() {
        // Every sample lies at the same phase.
        assertThat(new HarmonicFit(waves(80)).cost(SyntheticSignals.RATE)).isNaN();
    }

    @Test
    void leavesUnseenFramesOutOfTheFrequencyError() {
        int n = 600;
        HoofSignals signals = waves(n);
        for (double[] e : signals.excursion()) {
            for (int i = 0; i < n; i += 4) {
                e[i] = Double.NaN;
            }
        }
        double span = n / SyntheticSignals.RATE;
        double expected =
                Math.sqrt(6) * 0.02 / (Math.PI * 0.3 * span * Math.sqrt(Limb.COUNT * 0.75 * n));

        assertThat(new HarmonicFit(signals).frequencyError(F, ALL_WHITE) / expected)
                .isCloseTo(1, within(0.01));
    }

    /** One stride early and the next as late: no curve can follow that, so nothing is absorbed. */
    @Test
    void tellsByHowMuchTheHoovesAreAheadInAStride() {
        HoofSignals signals = waves(8 * STRIDE);
        double[] t = signals.t();
        double[] phases = {0.1, 0.6, 0.35, 0.85};
        for (int l = 0; l < Limb.COUNT; l++) {
            for (int i = 3 * STRIDE; i < 5 * STRIDE; i++) {
                double slope =
                        -2 * Math.PI * F * 0.3 * Math.sin(2 * Math.PI * (F * t[i] - phases[l]));
                signals.excursion()[l][i] += (i < 4 * STRIDE ? 0.004 : -0.004) * slope;
            }
        }
        HarmonicFit fit = new HarmonicFit(signals);

        double[] even = fit.ahead(F, t[STRIDE], t[2 * STRIDE], ALL_WHITE);
        double[] early = fit.ahead(F, t[3 * STRIDE], t[4 * STRIDE], ALL_WHITE);
        double[] late = fit.ahead(F, t[4 * STRIDE], t[5 * STRIDE], ALL_WHITE);

        assertThat(even[0]).isCloseTo(0, within(1e-9));
        assertThat(early[0]).isCloseTo(0.004, within(1e-9));
        assertThat(late[0]).isCloseTo(-0.004, within(1e-9));
        // σ² over the sum of squared slopes, half the square of 2πf·A in each frame.
        double slopes = Limb.COUNT * STRIDE * 0.5 * Math.pow(2 * Math.PI * F * 0.3, 2);
        assertThat(early[1]).isCloseTo(0.02 * 0.02 / slopes, within(1e-12));
    }

    @Test
    void asksOnlyLimbsOfKnownNoiseWhoIsAhead() {
        HarmonicFit fit = new HarmonicFit(waves(8 * STRIDE));
        double[] t = SyntheticSignals.frames(8 * STRIDE);
        AutoregressiveNoise[] three = {WHITE, AutoregressiveNoise.UNKNOWN, WHITE, WHITE};

        double[] ahead = fit.ahead(F, t[STRIDE], t[2 * STRIDE], three);

        double slopes = 3 * STRIDE * 0.5 * Math.pow(2 * Math.PI * F * 0.3, 2);
        assertThat(ahead[1]).isCloseTo(0.02 * 0.02 / slopes, within(1e-12));
        assertThat(fit.ahead(F, 100, 101, ALL_WHITE)).containsOnly(Double.NaN);
        AutoregressiveNoise[] none = new AutoregressiveNoise[Limb.COUNT];
        Arrays.fill(none, AutoregressiveNoise.UNKNOWN);
        assertThat(fit.ahead(F, 0, 1, none)).containsOnly(Double.NaN);
    }
}
