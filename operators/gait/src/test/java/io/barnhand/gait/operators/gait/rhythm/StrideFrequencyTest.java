package io.barnhand.gait.operators.gait.rhythm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.barnhand.gait.operators.gait.numeric.AutoregressiveNoise;
import io.barnhand.gait.operators.gait.signal.HoofSignals;
import io.barnhand.gait.operators.records.Limb;
import java.util.Arrays;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class StrideFrequencyTest {

    private static final double F = 1.5;

    private static HoofSignals waves(int n, double f) {
        return SyntheticSignals.of(
                SyntheticSignals.frames(n),
                SyntheticSignals.wave(0.3, f, 0.1),
                SyntheticSignals.wave(0.3, f, 0.6),
                SyntheticSignals.wave(0.3, f, 0.35),
                SyntheticSignals.wave(0.3, f, 0.85));
    }

    @Test
    void measuresAnEvenRhythmInBlocksOfFiveStrides() {
        // Late in a recording, which nothing hangs on.
        HoofSignals even = waves(401, F);
        double[] t = Arrays.stream(even.t()).map(s -> 1000 + s).toArray();
        HoofSignals signals = new HoofSignals(t, even.excursion(), even.weight(), even.period());
        StrideFrequency rhythm = StrideFrequency.of(signals).orElseThrow();

        assertThat(rhythm.value()).isCloseTo(F, within(2e-5));
        assertThat(rhythm.periodicity()).isCloseTo(1, within(1e-3));
        assertThat(rhythm.residual()).isLessThan(1e-3);
        assertThat(rhythm.blocks()).hasSize(4);
        // Neighbouring blocks share no frame, so that a frame's time is lost between them.
        assertThat(rhythm.strides()).isCloseTo(F * (400 - 3) / 30, within(0.01));
        double span = t[400] - t[0];
        for (int b = 0; b < 4; b++) {
            StrideFrequency.Block block = rhythm.blocks().get(b);
            assertThat(block.from()).isCloseTo(1000 + b * span / 4, within(1e-9));
            assertThat(block.to()).isCloseTo(1000 + (b + 1) * span / 4, within(1e-9));
            assertThat(block.frequency()).isCloseTo(F, within(2e-5));
        }
        // The last frame is in.
        assertThat(rhythm.blocks().stream().mapToInt(b -> b.signals().frames()).sum())
                .isEqualTo(401);
    }

    @Test
    void averagesBlocksByTheirStrides() {
        // A second block that is faster and seen for less time.
        DoubleUnaryOperator faster =
                t -> 0.3 * Math.cos(2 * Math.PI * (t < 4 ? 1.5 * t : 6 + 1.55 * (t - 4)));
        HoofSignals signals =
                SyntheticSignals.of(SyntheticSignals.frames(240), faster, null, null, null);
        Arrays.fill(signals.excursion()[0], 200, 240, Double.NaN);

        StrideFrequency rhythm = StrideFrequency.of(signals).orElseThrow();

        assertThat(rhythm.blocks()).hasSize(2);
        double first = rhythm.blocks().get(0).frequency();
        double second = rhythm.blocks().get(1).frequency();
        assertThat(first).isCloseTo(1.5, within(2e-3));
        assertThat(second).isCloseTo(1.55, within(2e-3));
        // Of 119 and of 79 periods.
        assertThat(rhythm.value()).isCloseTo((119 * first + 79 * second) / 198, within(1e-9));
    }

    @Test
    void tellsTheSpreadAboutTheCurve() {
        HoofSignals signals = waves(240, F);
        Random random = new Random(8);
        for (double[] e : signals.excursion()) {
            for (int i = 0; i < e.length; i++) {
                e[i] += 0.02 * random.nextGaussian();
            }
        }

        StrideFrequency rhythm = StrideFrequency.of(signals).orElseThrow();

        assertThat(rhythm.residual()).isCloseTo(0.02, within(0.002));
        assertThat(rhythm.noise()).hasNumberOfRows(rhythm.blocks().size());
        for (AutoregressiveNoise[] block : rhythm.noise()) {
            assertThat(block).allSatisfy(n -> assertThat(n.sd()).isCloseTo(0.02, within(0.006)));
        }
    }

    @Test
    void losesNothingToWildSamples() {
        HoofSignals signals = waves(100, F);
        for (int i = 4; i < 100; i += 13) {
            signals.excursion()[i % 4][i] += 2;
        }

        assertThat(
                        StrideFrequency.of(signals, new HoofAutocorrelation.Peak(0.66, 0.9))
                                .orElseThrow()
                                .value())
                .isCloseTo(F, within(1e-4));
    }

    /** Of blocks of n frames Cramér and Rao's √6·σ / (π·A·T·√n), their mean √blocks less. */
    @Test
    void makesTheErrorOfTheMeanFromTheErrorsOfItsBlocks() {
        StrideFrequency rhythm = StrideFrequency.of(waves(401, F)).orElseThrow();
        AutoregressiveNoise white = new AutoregressiveNoise(0.02, 0, SyntheticSignals.PERIOD);
        AutoregressiveNoise[][] noise = new AutoregressiveNoise[4][Limb.COUNT];
        for (AutoregressiveNoise[] block : noise) {
            Arrays.fill(block, white);
        }

        double ofBlock =
                Math.sqrt(6) * 0.02 / (Math.PI * 0.3 * (100 / 30.0) * Math.sqrt(4 * 100.0));
        // Five strides on a line of their own: a few percent more than of many.
        assertThat(rhythm.standardError(noise) / (ofBlock / 2)).isBetween(1.0, 1.08);
    }

    @Test
    void makesNoErrorOfWildSamples() {
        HoofSignals clean = waves(100, F);
        HoofSignals wild = waves(100, F);
        SyntheticSignals.addUnfittable(clean, 0.01);
        SyntheticSignals.addUnfittable(wild, 0.01);
        for (int i = 4; i < 100; i += 13) {
            for (double[] e : wild.excursion()) {
                e[i] += 2;
            }
        }
        AutoregressiveNoise[][] noise = new AutoregressiveNoise[1][Limb.COUNT];
        Arrays.fill(noise[0], new AutoregressiveNoise(0.02, 0, SyntheticSignals.PERIOD));

        HoofAutocorrelation.Peak peak = new HoofAutocorrelation.Peak(1 / F, 0.9);
        double error = StrideFrequency.of(wild, peak).orElseThrow().standardError(noise);

        // Eight of a hundred frames say nothing.
        assertThat(error / StrideFrequency.of(clean, peak).orElseThrow().standardError(noise))
                .isBetween(1.0, 1.15);
    }

    @Test
    void findsNothingWhereNothingRepeats() {
        assertThat(
                        StrideFrequency.of(
                                SyntheticSignals.of(
                                        SyntheticSignals.frames(90), t -> t, null, null, null)))
                .isEmpty();
        HoofSignals few = waves(15, F);
        assertThat(StrideFrequency.of(few, new HoofAutocorrelation.Peak(0.66, 0.9))).isEmpty();
    }
}
