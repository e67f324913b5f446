package io.barnhand.gait.operators.gait.rhythm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.barnhand.gait.operators.gait.estimate.MeasuredTrack;
import io.barnhand.gait.operators.gait.signal.HoofSignals;
import io.barnhand.gait.operators.gait.signal.TrackSamples;
import io.barnhand.gait.operators.records.Limb;
import io.barnhand.gait.operators.synthetic.SyntheticGait;
import io.barnhand.gait.operators.synthetic.SyntheticView;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LimbSwapsTest {

    /** Hooves closer than that make no difference that an estimate would notice, px. */
    private static final double APART = 0.15 * 200;

    private static final Limb[][] PAIRS = {{Limb.LH, Limb.RH}, {Limb.LF, Limb.RF}};

    @ParameterizedTest
    @ValueSource(strings = {"walk", "trot", "canter_right"})
    void putsWholeLegsBackThatChangedPlacesInBursts(String name) {
        int wrong = 0;
        int all = 0;
        for (SyntheticGait gait : SyntheticGait.ALL) {
            for (int seed = 1; seed <= 2 && gait.name().equals(name); seed++) {
                SyntheticView view = SyntheticView.SIDE.seconds(8).noise(0.01).seed(seed);
                TrackSamples clean = MeasuredTrack.of(gait, view).samples();
                MeasuredTrack repaired = MeasuredTrack.of(gait, view.swapShare(0.1));
                for (Limb[] pair : PAIRS) {
                    for (int i = 0; i < clean.frames(); i++) {
                        all++;
                        wrong += mistaken(clean, repaired.samples(), pair, i) ? 1 : 0;
                    }
                }
                assertThat(repaired.signals().swaps().rate()).isBetween(0.05, 0.2);
            }
        }
        assertThat((double) wrong / all).isLessThan(0.02);
    }

    @Test
    void findsTheFramesInWhichAPairWasExchanged() {
        HoofSignals hooves = walk(480, 0.3);
        HoofSignals joints = walk(480, 0.15);
        // A pair is farthest apart every 15 frames; the fore pair 7.5 frames after the hind one.
        exchange(hooves, joints, 0, 60, 71);
        exchange(hooves, joints, 1, 128, 141);

        LimbSwaps swaps = LimbSwaps.undone(hooves, joints).orElseThrow();

        assertThat(swaps.exchanged()[0]).isEqualTo(between(480, 60, 71));
        assertThat(swaps.exchanged()[1]).isEqualTo(between(480, 128, 141));
        assertThat(swaps.rate()).isCloseTo(24.0 / 480, within(1e-12));
        assertThat(swaps.rhythm().value()).isCloseTo(1, within(1e-3));
        assertThat(swaps.rhythm().periodicity()).isGreaterThan(0.9);
        assertThat(swaps.fit()).isNaN();
        assertThat(swaps.timing()).isEmpty();
    }

    @Test
    void putsPlaceAndWeightOfEachPointBack() {
        HoofSignals clean = walk(480, 0.3);
        HoofSignals hooves = walk(480, 0.3);
        HoofSignals joints = walk(480, 0.15);
        exchange(hooves, joints, 0, 60, 71);
        Arrays.fill(hooves.weight()[0], 0.5);
        Arrays.fill(hooves.weight()[0], 60, 71, 1);
        Arrays.fill(hooves.weight()[2], 60, 71, 0.5);

        int frame = 0;
        for (StrideFrequency.Block block :
                LimbSwaps.undone(hooves, joints).orElseThrow().rhythm().blocks()) {
            HoofSignals undone = block.signals();
            for (int i = 0; i < undone.frames(); i++, frame++) {
                for (int l = 0; l < Limb.COUNT; l++) {
                    assertThat(undone.excursion()[l][i]).isEqualTo(clean.excursion()[l][frame]);
                    assertThat(undone.weight()[l][i]).isEqualTo(l == 0 ? 0.5 : 1);
                }
            }
        }
        assertThat(frame).isEqualTo(480);
    }

    @Test
    void countsOnlyFramesThatShowAHoof() {
        HoofSignals hooves = walk(240, 0.3);
        HoofSignals joints = walk(240, 0.15);
        exchange(hooves, joints, 0, 60, 71);
        for (double[] e : hooves.excursion()) {
            Arrays.fill(e, 0, 40, Double.NaN);
        }

        assertThat(LimbSwaps.undone(hooves, joints).orElseThrow().rate())
                .isCloseTo(11.0 / 200, within(1e-12));
    }

    @Test
    void exchangesNothingOfCleanLabels() {
        LimbSwaps swaps = LimbSwaps.undone(walk(240, 0.3), walk(240, 0.15)).orElseThrow();

        assertThat(swaps.rate()).isZero();
        assertThat(swaps.exchanged()[0]).containsOnly(false).hasSize(240);
        assertThat(swaps.exchanged()[1]).containsOnly(false).hasSize(240);
    }

    @Test
    void fallsBackOnTheCurvesOfPairsWhereLabelsSayLittle() {
        HoofSignals hooves = walk(120, 0.3);
        HoofSignals joints = walk(120, 0.15);
        // Ahead is always left in every other half stride, as of limbs that bounce.
        for (int k = 0; k < 3; k++) {
            exchange(hooves, joints, 0, 8 + 30 * k, 22 + 30 * k);
        }

        LimbSwaps swaps = LimbSwaps.undone(hooves, joints).orElseThrow();

        assertThat(swaps.fit()).isGreaterThan(0.5);
        assertThat(swaps.rhythm().value()).isCloseTo(1, within(0.03));
        assertThat(swaps.timing().orElseThrow().phase(Limb.RH, Limb.LH))
                .isCloseTo(0.5, within(0.05));
        assertThat(swaps.timing().orElseThrow().phase(Limb.LF, Limb.LH))
                .isCloseTo(0.25, within(0.05));
        int wrong = 0;
        for (int i = 0; i < 120; i++) {
            boolean was = i < 98 && i % 30 >= 8 && i % 30 < 22;
            // Where the two cross, nothing separates them.
            wrong += swaps.exchanged()[0][i] != was && Math.abs(i % 15 - 7.5) > 2 ? 1 : 0;
        }
        assertThat(wrong).isZero();
    }

    @Test
    void knowsNoRhythmOfWhatOnlyRunsOn() {
        HoofSignals still =
                SyntheticSignals.of(SyntheticSignals.frames(5), t -> t, null, t -> t, null);

        assertThat(LimbSwaps.undone(still, still)).isEmpty();
    }

    /** About the places that hind and fore hooves have from the trunk. */
    private static HoofSignals walk(int frames, double amplitude) {
        return SyntheticSignals.of(
                SyntheticSignals.frames(frames),
                SyntheticSignals.sum(t -> -0.3, SyntheticSignals.wave(amplitude, 1, 0)),
                SyntheticSignals.sum(t -> 0.4, SyntheticSignals.wave(amplitude, 1, 0.25)),
                SyntheticSignals.sum(t -> -0.3, SyntheticSignals.wave(amplitude, 1, 0.5)),
                SyntheticSignals.sum(t -> 0.4, SyntheticSignals.wave(amplitude, 1, 0.75)));
    }

    private static void exchange(
            HoofSignals hooves, HoofSignals joints, int left, int from, int to) {
        for (HoofSignals signals : new HoofSignals[] {hooves, joints}) {
            for (int i = from; i < to; i++) {
                double kept = signals.excursion()[left][i];
                signals.excursion()[left][i] = signals.excursion()[left + 2][i];
                signals.excursion()[left + 2][i] = kept;
            }
        }
    }

    private static boolean[] between(int n, int from, int to) {
        boolean[] between = new boolean[n];
        Arrays.fill(between, from, to, true);
        return between;
    }

    /** Whether the left hoof holds the place of the right one. */
    private static boolean mistaken(TrackSamples clean, TrackSamples other, Limb[] pair, int i) {
        double own = clean.x()[pair[0].hoof][i];
        double opposite = clean.x()[pair[1].hoof][i];
        double found = other.x()[pair[0].hoof][i];
        return Math.abs(own - opposite) > APART && Math.abs(found - opposite) < 1e-6;
    }
}
