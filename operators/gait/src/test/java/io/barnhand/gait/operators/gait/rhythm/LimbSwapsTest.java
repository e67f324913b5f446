package io.barnhand.gait.operators.gait.rhythm;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnhand.gait.operators.gait.estimate.MeasuredTrack;
import io.barnhand.gait.operators.gait.signal.TrackSamples;
import io.barnhand.gait.operators.records.Limb;
import io.barnhand.gait.operators.synthetic.SyntheticGait;
import io.barnhand.gait.operators.synthetic.SyntheticView;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LimbSwapsTest {

    /** Hooves closer than that are told apart by nothing that an estimate would notice, px. */
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
                assertThat(repaired.signals().swaps.rate()).isBetween(0.05, 0.2);
            }
        }
        assertThat((double) wrong / all).isLessThan(0.02);
    }

    /** Whether the left hoof holds the place of the right one. */
    private static boolean mistaken(TrackSamples clean, TrackSamples other, Limb[] pair, int i) {
        double own = clean.x()[pair[0].hoof][i];
        double opposite = clean.x()[pair[1].hoof][i];
        double found = other.x()[pair[0].hoof][i];
        return Math.abs(own - opposite) > APART && Math.abs(found - opposite) < 1e-6;
    }
}
