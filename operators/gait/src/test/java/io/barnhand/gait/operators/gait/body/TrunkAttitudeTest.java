package io.barnhand.gait.operators.gait.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.barnhand.gait.operators.gait.estimate.MeasuredTrack;
import io.barnhand.gait.operators.gait.footfall.Footfalls;
import io.barnhand.gait.operators.gait.rhythm.RhythmWindow;
import io.barnhand.gait.operators.gait.rhythm.StrideFrequency;
import io.barnhand.gait.operators.synthetic.SyntheticGait;
import io.barnhand.gait.operators.synthetic.SyntheticView;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrunkAttitudeTest {

    private static final SyntheticView VIEW = SyntheticView.SIDE.seconds(6).noise(0.015);

    @ParameterizedTest
    @ValueSource(doubles = {0, 4, -3})
    void inclinesByTheAngleOfTheModelHoweverTheCameraLeans(double roll) {
        // Neck 0.04 BL above the root of the tail, 1 BL apart.
        double expected = Math.toDegrees(Math.atan2(0.04, 1));
        for (SyntheticView view : new SyntheticView[] {VIEW, VIEW.toLeft()}) {
            MeasuredTrack track = MeasuredTrack.of(SyntheticGait.TROT, view.rollDeg(roll));

            Footfalls.Estimate found = attitude(track).inclination(blocks(track));

            assertThat(found.value()).isCloseTo(expected, within(0.35));
            assertThat(found.standardError()).isBetween(0.02, 0.3);
        }
    }

    @Test
    void pitchesInCanterAndGallopOnly() {
        for (SyntheticGait gait : SyntheticGait.ALL) {
            MeasuredTrack track = MeasuredTrack.of(gait, VIEW);

            Footfalls.Estimate found = attitude(track).pitch(blocks(track));

            assertThat(found.value()).isCloseTo(track.truth().pitchDeg(), within(0.7));
        }
    }

    @Test
    void repeatsAsTheModelStrideDoesAndLessUnderNoise() {
        MeasuredTrack clean = MeasuredTrack.of(SyntheticGait.TROT, VIEW.noise(0.001));
        MeasuredTrack noisy = MeasuredTrack.of(SyntheticGait.TROT, VIEW.noise(0.03));

        double repeats = attitude(clean).regularity(blocks(clean));

        assertThat(repeats).isGreaterThan(0.99);
        // The bob's variance 0.03²/2 against the noise's 0.03²/2 of the mean of two points.
        assertThat(attitude(noisy).regularity(blocks(noisy))).isCloseTo(0.5, within(0.2));
    }

    private static List<StrideFrequency.Block> blocks(MeasuredTrack track) {
        return track.signals().rhythm().blocks();
    }

    private static TrunkAttitude attitude(MeasuredTrack track) {
        RhythmWindow signals = track.signals();
        return TrunkAttitude.of(
                signals.samples(),
                signals.scale(),
                track.line(),
                signals.trunk().facing(),
                signals.hooves().period());
    }
}
