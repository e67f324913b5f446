package io.barnhand.gait.operators.gait.rhythm;

import static org.assertj.core.api.Assertions.assertThat;

import io.barnhand.gait.operators.gait.estimate.GaitEstimator;
import io.barnhand.gait.operators.gait.measurement.Metric;
import io.barnhand.gait.operators.gait.settings.GaitSettings;
import io.barnhand.gait.operators.gait.settings.KeypointTraits;
import io.barnhand.gait.operators.synthetic.SyntheticGait;
import io.barnhand.gait.operators.synthetic.SyntheticTrack;
import io.barnhand.gait.operators.synthetic.SyntheticTruth;
import io.barnhand.gait.operators.synthetic.SyntheticView;
import org.junit.jupiter.api.Test;

class RhythmWanderTest {

    private static final GaitSettings SETTINGS = GaitSettings.of(0.3, KeypointTraits.UNVERIFIED);
    private static final int HORSES = 40;

    @Test
    void addsNothingToAHorseThatKeepsTime() {
        int widened = 0;
        for (int seed = 0; seed < HORSES; seed++) {
            widened += wander(SyntheticView.SIDE.noise(0.015), seed) > 0 ? 1 : 0;
        }

        // One in a hundred by chance.
        assertThat(widened).isLessThanOrEqualTo(2);
    }

    @Test
    void noticesAHorseThatDoesNot() {
        int widened = 0;
        for (int seed = 0; seed < HORSES; seed++) {
            widened += wander(SyntheticView.SIDE.noise(0.015).strideCv(0.02), seed) > 0 ? 1 : 0;
        }

        assertThat(widened).isGreaterThanOrEqualTo(35);
    }

    @Test
    void makesIntervalsThatHoldTheMeanOfVaryingStrides() {
        GaitEstimator estimator = new GaitEstimator(SETTINGS);
        int held = 0;
        for (int seed = 0; seed < HORSES; seed++) {
            SyntheticGait gait = SyntheticGait.TROT.varied(seed);
            SyntheticView view = SyntheticView.SIDE.noise(0.015).strideCv(0.02).seed(seed);
            double truth = SyntheticTruth.of(gait, view).frequency();
            Metric found =
                    estimator.pass(SyntheticTrack.of(gait, view), false).record().strideFreqHz();
            held += found.ci95Low() <= truth && truth <= found.ci95High() ? 1 : 0;
        }

        assertThat(held).isGreaterThanOrEqualTo(35);
    }

    private static double wander(SyntheticView view, int seed) {
        SyntheticGait gait = SyntheticGait.TROT.varied(seed);
        WindowSignals signals =
                new WindowSignals(SyntheticTrack.of(gait, view.seed(seed)), SETTINGS);
        signals.findRhythm();
        StrideFrequency rhythm = signals.rhythm();
        return RhythmWander.standardError(rhythm, rhythm.noise());
    }
}
