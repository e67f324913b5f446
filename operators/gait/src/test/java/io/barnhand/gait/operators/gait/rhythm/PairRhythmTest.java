package io.barnhand.gait.operators.gait.rhythm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.barnhand.gait.operators.gait.measurement.GaitClass;
import io.barnhand.gait.operators.gait.numeric.Circular;
import io.barnhand.gait.operators.gait.signal.HoofSignals;
import io.barnhand.gait.operators.records.Limb;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PairRhythmTest {

    /** Few frames, as the search is slow. */
    private static final double RATE = 12;

    private static double[] frames(int n) {
        return Arrays.stream(SyntheticSignals.frames(n))
                .map(t -> t * SyntheticSignals.RATE / RATE)
                .toArray();
    }

    /** A walk: foremost places a quarter of a stride apart. */
    private static HoofSignals walk(int frames, double f, double amplitude) {
        return SyntheticSignals.of(
                frames(frames),
                SyntheticSignals.wave(amplitude, f, 0),
                SyntheticSignals.wave(amplitude, f, 0.25),
                SyntheticSignals.wave(amplitude, f, 0.5),
                SyntheticSignals.wave(amplitude, f, 0.75));
    }

    private static void exchange(HoofSignals signals, int left, int from, int to) {
        for (int i = from; i < to; i++) {
            double kept = signals.excursion()[left][i];
            signals.excursion()[left][i] = signals.excursion()[left + 2][i];
            signals.excursion()[left + 2][i] = kept;
        }
    }

    @ParameterizedTest
    @CsvSource({"30, 0.9", "60, 0.7", "60, 1.35", "90, 1.9", "60, 2.9"})
    void findsTheFrequencyWhateverTheLabels(int frames, double f) {
        HoofSignals hooves = walk(frames, f, 0.3);
        HoofSignals joints = walk(frames, f, 0.15);
        int stride = (int) Math.round(RATE / f);
        exchange(hooves, 0, stride / 2, stride);
        exchange(hooves, 1, stride / 4, stride);

        PairRhythm rhythm = PairRhythm.of(hooves, joints).orElseThrow();

        assertThat(rhythm.frequency() / f).isCloseTo(1, within(0.02));
        assertThat(rhythm.fit()).isBetween(0.8, 1.0);
    }

    @Test
    void accountsForAllOfACleanMovement() {
        PairRhythm rhythm = PairRhythm.of(walk(60, 1, 0.3), walk(60, 1, 0.15)).orElseThrow();

        assertThat(rhythm.fit()).isCloseTo(1, within(0.01));
        assertThat(rhythm.frequency()).isCloseTo(1, within(0.002));
        for (boolean[] pair : rhythm.exchanged()) {
            assertThat(pair).containsOnly(false).hasSize(60);
        }
    }

    @Test
    void accountsForHalfOfAMovementThatIsHalfNoise() {
        HoofSignals hooves = walk(60, 1, 0.2);
        Random random = new Random(5);
        for (double[] e : hooves.excursion()) {
            for (int i = 0; i < e.length; i++) {
                e[i] += 0.2 / Math.sqrt(2) * random.nextGaussian();
            }
        }

        // Labels chosen by the noise win some of it back.
        assertThat(PairRhythm.of(hooves, walk(0, 1, 0)).orElseThrow().fit()).isBetween(0.4, 0.7);
    }

    @Test
    void tellsWhereEachPairWasExchangedInEveryStretch() {
        // Ten seconds are two stretches of 60 frames; bursts from where a pair is farthest apart,
        // every sixth frame, to where it is so again.
        HoofSignals hooves = walk(120, 1, 0.3);
        exchange(hooves, 0, 24, 31);
        exchange(hooves, 0, 84, 91);
        exchange(hooves, 1, 99, 106);

        boolean[][] exchanged = PairRhythm.of(hooves, walk(120, 1, 0.15)).orElseThrow().exchanged();

        for (int i = 0; i < 120; i++) {
            assertThat(exchanged[0][i])
                    .as("hind, frame %d", i)
                    .isEqualTo(i >= 24 && i < 31 || i >= 84 && i < 91);
            assertThat(exchanged[1][i]).as("fore, frame %d", i).isEqualTo(i >= 99 && i < 106);
        }
    }

    @Test
    void timesTheLimbs() {
        LimbTiming timing =
                PairRhythm.of(walk(120, 1, 0.3), walk(120, 1, 0.15))
                        .orElseThrow()
                        .timing(1)
                        .orElseThrow();

        assertThat(timing.parts()).hasSize(2);
        assertThat(timing.parts()).allMatch(p -> p.weight() == 60);
        assertThat(timing.phase(Limb.LF, Limb.LH)).isCloseTo(0.25, within(0.01));
        assertThat(timing.phase(Limb.RH, Limb.LH)).isCloseTo(0.5, within(0.01));
        assertThat(Circular.signed(timing.phase(Limb.RF, Limb.LH))).isCloseTo(-.25, within(0.01));
        assertThat(timing.gait(1).name()).isEqualTo(GaitClass.WALK);
    }

    @Test
    void cannotTimeAPairOfHoovesThatIsNotSeen() {
        HoofSignals seen = walk(60, 1, 0.3);
        HoofSignals hooves =
                SyntheticSignals.of(
                        frames(60),
                        SyntheticSignals.wave(0.3, 1, 0),
                        null,
                        SyntheticSignals.wave(0.3, 1, 0.5),
                        null);

        PairRhythm rhythm = PairRhythm.of(hooves, seen).orElseThrow();

        assertThat(rhythm.frequency()).isCloseTo(1, within(0.01));
        assertThat(rhythm.exchanged()[1]).containsOnly(false).hasSize(60);
        assertThat(rhythm.timing(1)).isEmpty();
    }

    @Test
    void needsMoreThanOneStrideAndAThird() {
        assertThat(PairRhythm.of(walk(19, 1, 0.3), walk(19, 1, 0.15)).orElseThrow().frequency())
                .isCloseTo(1, within(0.03));
        Optional<PairRhythm> brief = PairRhythm.of(walk(14, 1, 0.3), walk(14, 1, 0.15));
        assertThat(brief.isEmpty() || brief.get().frequency() > 1.15).isTrue();
        assertThat(PairRhythm.of(walk(1, 1, 0.3), walk(1, 1, 0.15))).isEmpty();
    }
}
