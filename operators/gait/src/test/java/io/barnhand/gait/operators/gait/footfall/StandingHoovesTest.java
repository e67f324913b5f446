package io.barnhand.gait.operators.gait.footfall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.barnhand.gait.operators.gait.estimate.MeasuredTrack;
import io.barnhand.gait.operators.records.Limb;
import io.barnhand.gait.operators.synthetic.SyntheticGait;
import io.barnhand.gait.operators.synthetic.SyntheticView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StandingHoovesTest {

    private static final SyntheticView VIEW = SyntheticView.SIDE.seconds(6);

    @Test
    void doNotDriftBeforeAStillCamera() {
        for (SyntheticGait gait : new SyntheticGait[] {SyntheticGait.WALK, SyntheticGait.TROT}) {
            StandingHooves hooves = MeasuredTrack.of(gait, VIEW).standing();

            assertThat(hooves.drift()).isCloseTo(0, within(0.03));
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.5, 1})
    void driftBackwardsWhereTheCameraFollows(double pan) {
        for (SyntheticGait gait : new SyntheticGait[] {SyntheticGait.WALK, SyntheticGait.TROT}) {
            StandingHooves hooves = MeasuredTrack.of(gait, VIEW.pan(pan)).standing();

            assertThat(hooves.drift() / (-pan * gait.speed())).isCloseTo(1, within(0.04));
        }
    }

    @Test
    void givesBackTheWayOfAStride() {
        for (SyntheticGait gait : SyntheticGait.ALL) {
            MeasuredTrack track = MeasuredTrack.of(gait, VIEW);
            StandingHooves hooves = track.standing();
            for (Limb limb : Limb.values()) {
                Footfalls.Estimate length =
                        hooves.strideLength(limb, track.truth().frequency(), 0.01, 1);
                assertThat(length.value() / gait.strideLength()).isCloseTo(1, within(0.025));
                assertThat(length.standardError()).isPositive();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.005, 0.01, 0.02})
    void slipsByTheNoiseOfTheKeypoints(double noise) {
        StandingHooves hooves = MeasuredTrack.of(SyntheticGait.WALK, VIEW.noise(noise)).standing();

        assertThat(hooves.slip()).isCloseTo(noise, within(0.2 * noise));
    }

    @Test
    void standWhereTheyTouchedDownUntilTheyLeave() {
        MeasuredTrack track = MeasuredTrack.of(SyntheticGait.TROT, VIEW.noise(0));
        StandingHooves hooves = track.standing();
        double stride = 1 / track.truth().frequency();
        double on = track.truth().limb(Limb.RF).on().get(2) - track.start();

        double first = hooves.placeNear(Limb.RF, on, stride);
        double second = hooves.placeNear(Limb.RF, on + stride, stride);

        assertThat(second - first).isCloseTo(SyntheticGait.TROT.strideLength(), within(0.04));
        assertThat(hooves.placeNear(Limb.RF, on + 0.5 * stride, stride)).isNull();
        assertThat(hooves.placeNear(Limb.RF, -10, stride)).isNull();
    }
}
