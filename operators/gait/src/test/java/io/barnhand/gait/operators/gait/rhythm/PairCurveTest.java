package io.barnhand.gait.operators.gait.rhythm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.barnhand.gait.operators.gait.numeric.Circular;
import io.barnhand.gait.operators.gait.signal.HoofSignals;
import io.barnhand.gait.operators.records.Limb;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PairCurveTest {

    private static final double F = 1.2;
    private static final int FRAMES = 125;

    private static HoofSignals pair(DoubleUnaryOperator left, DoubleUnaryOperator right) {
        return SyntheticSignals.of(SyntheticSignals.frames(FRAMES), left, null, right, null);
    }

    private static DoubleUnaryOperator curve(double phase) {
        return SyntheticSignals.sum(
                SyntheticSignals.wave(0.3, F, phase),
                SyntheticSignals.sum(
                        SyntheticSignals.wave(0.08, 2 * F, 2 * phase + 0.2), t -> 0.1 + 0.02 * t));
    }

    private static void exchange(HoofSignals signals, int from, int to) {
        for (int i = from; i < to; i++) {
            double kept = signals.excursion()[0][i];
            signals.excursion()[0][i] = signals.excursion()[2][i];
            signals.excursion()[2][i] = kept;
        }
    }

    private static boolean[] between(int from, int to) {
        boolean[] labels = new boolean[FRAMES];
        Arrays.fill(labels, from, to, true);
        return labels;
    }

    @ParameterizedTest
    @CsvSource({".1, .6", ".7, .2", ".25, .55", ".9, .15"})
    void findsTheLabelsThatChangedPlacesAndWhenEachLimbIsForemost(double left, double right) {
        HoofSignals signals = pair(curve(left), curve(right));
        exchange(signals, 40, 56);

        PairCurve.Fit fit = new PairCurve(signals, Limb.LH).at(F).orElseThrow();

        int wrong = 0;
        for (int i = 0; i < FRAMES; i++) {
            wrong += fit.exchanged()[i] != (i >= 40 && i < 56) ? 1 : 0;
        }
        // Where the two cross, nothing separates them.
        assertThat(wrong).isLessThanOrEqualTo(4);
        assertThat(Circular.signed(fit.left() - left)).isCloseTo(0, within(0.01));
        assertThat(Circular.signed(fit.right() - right)).isCloseTo(0, within(0.01));
        assertThat(fit.minority()).isCloseTo(16.0 / FRAMES, within(0.04));
    }

    /** Opposite sines on a line leave their squares about it. */
    @Test
    void paysForChangesAndForFramesAgainstTheLabels() {
        HoofSignals signals =
                pair(
                        SyntheticSignals.sum(s -> 0.4 + 0.05 * s, SyntheticSignals.wave(0.3, F, 0)),
                        SyntheticSignals.sum(
                                s -> 0.4 + 0.05 * s, SyntheticSignals.wave(0.3, F, 0.5)));
        // From where the two are farthest apart to where they are so again, 12.5 frames on.
        exchange(signals, 50, 63);

        PairCurve pair = new PairCurve(signals, Limb.LH);
        PairCurve.Fit fit = pair.at(F).orElseThrow();

        double squares = 2 * FRAMES * 0.3 * 0.3 / 2;
        assertThat(pair.total()).isCloseTo(squares, within(1e-6));
        assertThat(pair.both()).isEqualTo(FRAMES);
        assertThat(fit.exchanged()).isEqualTo(between(50, 63));
        // Two changes and 13 frames, at 0.8 of the mean square of a point each.
        assertThat(fit.cost()).isCloseTo(15 * 0.8 * squares / (2 * FRAMES), within(1e-6));
        assertThat(fit.minority()).isCloseTo(13.0 / FRAMES, within(1e-12));
    }

    @Test
    void takesTheLabelsOfMostFramesForRight() {
        HoofSignals signals =
                pair(SyntheticSignals.wave(0.3, F, 0), SyntheticSignals.wave(0.3, F, 0.5));
        exchange(signals, 25, 100);

        PairCurve.Fit fit = new PairCurve(signals, Limb.LH).at(F).orElseThrow();

        boolean[] others = between(0, FRAMES);
        Arrays.fill(others, 25, 100, false);
        assertThat(fit.exchanged()).isEqualTo(others);
        assertThat(fit.minority()).isCloseTo(50.0 / FRAMES, within(1e-12));
        assertThat(Circular.signed(fit.left() - 0.5)).isCloseTo(0, within(1e-6));
        assertThat(Circular.signed(fit.right())).isCloseTo(0, within(1e-6));
    }

    @Test
    void weighsTheMinorityByTheScores() {
        HoofSignals signals =
                pair(SyntheticSignals.wave(0.3, F, 0), SyntheticSignals.wave(0.3, F, 0.5));
        exchange(signals, 50, 63);
        Arrays.fill(signals.weight()[0], 50, 63, 0.25);
        Arrays.fill(signals.weight()[2], 50, 63, 0.64);

        // The root of both weights is 0.4 in 13 frames.
        assertThat(new PairCurve(signals, Limb.LH).at(F).orElseThrow().minority())
                .isCloseTo(5.2 / (FRAMES - 7.8), within(1e-9));
    }

    /** Amplitudes 0.2 and 0.3: of the second only 0.2·√½ is believed, the rest is left. */
    @Test
    void believesASecondHarmonicOfHalfThePowerOfTheFirst() {
        DoubleUnaryOperator second = SyntheticSignals.wave(0.3, 2 * F, 0.15);
        HoofSignals signals =
                pair(
                        SyntheticSignals.sum(SyntheticSignals.wave(0.2, F, 0), second),
                        SyntheticSignals.sum(SyntheticSignals.wave(0.2, F, 0.5), second));

        double left = 0.3 - 0.2 * Math.sqrt(0.5);
        double squares = 2 * FRAMES * left * left / 2;
        assertThat(new PairCurve(signals, Limb.LH).at(F).orElseThrow().cost() / squares)
                .isCloseTo(1, within(0.03));
    }

    @Test
    void isNoFitAtHalfOfTheRhythmNorAtTwiceIt() {
        HoofSignals signals =
                pair(SyntheticSignals.wave(0.3, F, 0), SyntheticSignals.wave(0.3, F, 0.5));
        PairCurve pair = new PairCurve(signals, Limb.LH);

        assertThat(pair.at(F).orElseThrow().cost()).isCloseTo(0, within(1e-6));
        assertThat(pair.at(F / 2).orElseThrow().cost()).isGreaterThan(0.3 * pair.total());
        assertThat(pair.at(2 * F).orElseThrow().cost()).isGreaterThan(0.3 * pair.total());
        assertThat(pair.roughlyAt(F).orElseThrow().cost())
                .isGreaterThanOrEqualTo(pair.at(F).orElseThrow().cost());
    }

    @Test
    void capsWhatOneWildPointCosts() {
        HoofSignals signals =
                pair(SyntheticSignals.wave(0.3, F, 0), SyntheticSignals.wave(0.3, F, 0.5));
        signals.excursion()[0][60] += 1;
        PairCurve pair = new PairCurve(signals, Limb.LH);

        PairCurve.Fit fit = pair.at(F).orElseThrow();

        // Twice the pair's variance about a line, and the curve hardly knows of it.
        double cap = 2 * pair.total() / (2 * FRAMES);
        assertThat(fit.cost()).isCloseTo(cap, within(0.05 * cap));
        assertThat(Circular.signed(fit.left())).isCloseTo(0, within(0.005));
    }

    @Test
    void needsTwelveFramesWithBothPoints() {
        HoofSignals eleven =
                pair(SyntheticSignals.wave(0.3, F, 0), SyntheticSignals.wave(0.3, F, 0.5));
        HoofSignals twelve =
                pair(SyntheticSignals.wave(0.3, F, 0), SyntheticSignals.wave(0.3, F, 0.5));
        Arrays.fill(eleven.excursion()[2], 11, FRAMES, Double.NaN);
        Arrays.fill(twelve.excursion()[2], 12, FRAMES, Double.NaN);

        assertThat(new PairCurve(eleven, Limb.LH).usable()).isFalse();
        assertThat(new PairCurve(eleven, Limb.LH).total()).isZero();
        assertThat(new PairCurve(twelve, Limb.LH).usable()).isTrue();
        assertThat(new PairCurve(twelve, Limb.LH).both()).isEqualTo(12);
        assertThat(new PairCurve(twelve, Limb.LF).usable()).isFalse();
    }
}
