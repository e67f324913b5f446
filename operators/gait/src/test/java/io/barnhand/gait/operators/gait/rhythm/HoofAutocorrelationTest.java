package io.barnhand.gait.operators.gait.rhythm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.barnhand.gait.operators.gait.signal.HoofSignals;
import java.util.Arrays;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class HoofAutocorrelationTest {

    private static HoofSignals one(int frames, DoubleUnaryOperator hoof) {
        return SyntheticSignals.of(SyntheticSignals.frames(frames), hoof, null, null, null);
    }

    private static DoubleUnaryOperator twoBeats(double first, double second) {
        return SyntheticSignals.sum(
                SyntheticSignals.wave(Math.sqrt(first), 1, 0),
                SyntheticSignals.wave(Math.sqrt(second), 2, 0));
    }

    @Test
    void isOneAStrideLaterAndMinusOneHalfAStrideLater() {
        HoofAutocorrelation r = new HoofAutocorrelation(one(300, SyntheticSignals.wave(0.3, 1, 0)));

        assertThat(r.at(1)).isCloseTo(1, within(1e-4));
        assertThat(r.at(2)).isCloseTo(1, within(1e-4));
        assertThat(r.at(0.5)).isCloseTo(-1, within(3e-4));
        assertThat(r.at(10)).isNaN();
    }

    /** Σ A²·cos(2πhτ) / Σ A² for harmonics of power A². */
    @Test
    void addsUpThePowersOfTheHarmonics() {
        HoofAutocorrelation r = new HoofAutocorrelation(one(300, twoBeats(0.2, 0.8)));

        assertThat(r.at(0.5)).isCloseTo(0.6, within(0.005));
        assertThat(r.at(0.25)).isCloseTo(-0.8, within(0.005));
    }

    @Test
    void addsUpTheLimbsByTheirPower() {
        HoofSignals signals =
                SyntheticSignals.of(
                        SyntheticSignals.frames(300),
                        SyntheticSignals.wave(0.1, 1, 0.2),
                        null,
                        SyntheticSignals.wave(0.2, 2, 0.3),
                        null);

        // A fifth of the power turns its sign in half a second.
        assertThat(new HoofAutocorrelation(signals).at(0.5)).isCloseTo(0.6, within(0.005));
    }

    @Test
    void weighsFramesByTheRootOfBothWeights() {
        HoofSignals signals =
                SyntheticSignals.of(
                        SyntheticSignals.frames(300),
                        SyntheticSignals.wave(0.2, 1, 0.2),
                        null,
                        SyntheticSignals.wave(0.2, 2, 0.3),
                        null);
        Arrays.fill(signals.weight()[0], 0.25);

        // Equal amplitudes, a quarter of the weight: again a fifth against four.
        assertThat(new HoofAutocorrelation(signals).at(0.5)).isCloseTo(0.6, within(0.005));
    }

    @Test
    void comparesWithAPlaceBetweenTwoFrames() {
        HoofAutocorrelation r =
                new HoofAutocorrelation(one(300, s -> s % 2 < 1 ? s % 2 : 2 - s % 2));

        // A triangle of period 2 s is linear between its corners: r of a third of a frame beyond
        // a whole period is 1 − 6·x² + ..., with x its share of the period.
        double x = SyntheticSignals.PERIOD / 3 / 2;
        assertThat(r.at(2 + SyntheticSignals.PERIOD / 3)).isCloseTo(1 - 24 * x * x, within(2e-4));
    }

    @Test
    void takesTheShorterOfTwoPeaksThatAreNearlyAsHigh() {
        HoofAutocorrelation.Peak whole =
                new HoofAutocorrelation(one(300, twoBeats(0.2, 0.8))).stride().orElseThrow();
        HoofAutocorrelation.Peak half =
                new HoofAutocorrelation(one(300, twoBeats(0.05, 0.95))).stride().orElseThrow();

        // r(½) is 0.6 and 0.9.
        assertThat(whole.lag()).isCloseTo(1, within(0.003));
        assertThat(whole.height()).isCloseTo(1, within(0.003));
        assertThat(half.lag()).isCloseTo(0.5, within(0.0015));
        assertThat(half.height()).isCloseTo(0.9, within(0.005));
    }

    @Test
    void findsPeaksBetweenItsSteps() {
        HoofAutocorrelation.Peak peak =
                new HoofAutocorrelation(one(300, SyntheticSignals.wave(0.3, 1.3, 0.3)))
                        .stride()
                        .orElseThrow();

        assertThat(peak.lag()).isCloseTo(1 / 1.3, within(0.001));
        assertThat(peak.height()).isBetween(0.995, 1.0);
    }

    @Test
    void looksForStridesOfAThirdOfASecondToTwo() {
        assertThat(lag(600, 3)).isCloseTo(1.0 / 3, within(0.002));
        // At 3.5 Hz the first peak that lies in the range is that of two strides.
        assertThat(lag(600, 3.5)).isCloseTo(2 / 3.5, within(0.002));
        assertThat(lag(600, 0.52)).isCloseTo(1 / 0.52, within(0.003));
        assertThat(new HoofAutocorrelation(one(600, SyntheticSignals.wave(0.3, 0.45, 0))).stride())
                .isEmpty();
    }

    @Test
    void needsAlmostTwoStrides() {
        // 0.55 of the span must reach beyond a stride.
        assertThat(lag(60, 1)).isCloseTo(1, within(0.02));
        assertThat(new HoofAutocorrelation(one(52, SyntheticSignals.wave(0.3, 1, 0.2))).stride())
                .isEmpty();
        assertThat(new HoofAutocorrelation(one(1, SyntheticSignals.wave(0.3, 1, 0))).stride())
                .isEmpty();
        assertThat(new HoofAutocorrelation(one(0, SyntheticSignals.wave(0.3, 1, 0))).stride())
                .isEmpty();
    }

    @Test
    void doesNotHangOnWhenTheTrackBegan() {
        double[] t = SyntheticSignals.frames(52);
        for (int i = 0; i < t.length; i++) {
            t[i] += 100;
        }
        HoofSignals late =
                SyntheticSignals.of(t, SyntheticSignals.wave(0.3, 1, 0.2), null, null, null);

        assertThat(new HoofAutocorrelation(late).stride()).isEmpty();
    }

    @Test
    void weighsAPlaceBetweenTwoFramesByBoth() {
        HoofSignals signals = one(300, SyntheticSignals.wave(0.3, 1, 0));
        for (int i = 1; i < 300; i += 2) {
            signals.weight()[0][i] = 0;
        }

        double lag = 1 + 0.5 * SyntheticSignals.PERIOD;
        assertThat(new HoofAutocorrelation(signals).at(lag))
                .isCloseTo(Math.cos(2 * Math.PI * lag), within(0.005));
    }

    @Test
    void leavesAbsentFramesOut() {
        HoofSignals signals = one(300, SyntheticSignals.wave(0.3, 1, 0));
        Random random = new Random(3);
        for (int i = 0; i < 300; i++) {
            if (random.nextInt(3) == 0) {
                signals.excursion()[0][i] = Double.NaN;
            }
        }

        assertThat(new HoofAutocorrelation(signals).at(1)).isCloseTo(1, within(0.01));
        assertThat(new HoofAutocorrelation(signals).at(0.5)).isCloseTo(-1, within(0.01));
    }

    @Test
    void comparesWithNothingInsideALongGap() {
        // Seen in every fourth frame: each place lies between frames four periods apart.
        HoofSignals far = one(300, SyntheticSignals.wave(0.3, 1, 0));
        HoofSignals near = one(300, SyntheticSignals.wave(0.3, 1, 0));
        for (int i = 0; i < 300; i++) {
            far.excursion()[0][i] = i % 4 == 0 ? far.excursion()[0][i] : Double.NaN;
            near.excursion()[0][i] = i % 3 == 0 ? near.excursion()[0][i] : Double.NaN;
        }

        assertThat(new HoofAutocorrelation(far).at(0.95)).isNaN();
        assertThat(new HoofAutocorrelation(near).at(0.95))
                .isCloseTo(Math.cos(2 * Math.PI * 0.95), within(0.02));
    }

    private static double lag(int frames, double frequency) {
        return new HoofAutocorrelation(one(frames, SyntheticSignals.wave(0.3, frequency, 0.2)))
                .stride()
                .orElseThrow()
                .lag();
    }
}
