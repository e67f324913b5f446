package io.barnhand.gait.operators.gait.footfall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.barnhand.gait.operators.gait.estimate.MeasuredTrack;
import io.barnhand.gait.operators.gait.signal.TrackSamples;
import io.barnhand.gait.operators.records.Ap10k;
import io.barnhand.gait.operators.records.Limb;
import io.barnhand.gait.operators.synthetic.SyntheticGait;
import io.barnhand.gait.operators.synthetic.SyntheticView;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GroundLineTest {

    private static final SyntheticView VIEW = SyntheticView.SIDE.noise(0.01);

    @ParameterizedTest
    @ValueSource(doubles = {-6, -2, 0, 3, 5})
    void leansAsTheCameraDoes(double roll) {
        for (SyntheticView view : new SyntheticView[] {VIEW, VIEW.toLeft()}) {
            GroundLine line =
                    MeasuredTrack.of(SyntheticGait.WALK, view.seed(4).rollDeg(roll)).line();

            // A picture turned clockwise falls towards its right.
            double found = Math.toDegrees(Math.atan(line.slope()));
            assertThat(found).isCloseTo(-roll, within(0.3));
            assertThat(Math.toRadians(Math.abs(found + roll))).isLessThan(4 * line.slopeError());
        }
    }

    @Test
    void hasTheFarHoovesHigherInThePictureThanTheNearOnes() {
        GroundLine line = MeasuredTrack.of(SyntheticGait.TROT, VIEW.noise(0)).line();

        // Hooves 0.1 BL before and behind a path 8 BL away, the camera 0.9 BL above them.
        double expected = 0.9 * 8 * 200 * (1 / 7.9 - 1 / 8.1);
        assertThat(line.farOffset()).isCloseTo(expected, within(1.0));
    }

    @Test
    void measuresHeightFromWhereTheNearHoovesStand() {
        MeasuredTrack track = MeasuredTrack.of(SyntheticGait.TROT, VIEW.noise(0).rollDeg(4));
        GroundLine line = track.line();
        TrackSamples samples = track.samples();
        double on = track.midStance(Limb.RF);
        int frame = (int) Math.round(on * 30);

        double height =
                line.height(samples.x()[Limb.RF.hoof][frame], samples.y()[Limb.RF.hoof][frame]);
        double tail = line.height(samples.x()[Ap10k.TAIL][frame], samples.y()[Ap10k.TAIL][frame]);

        assertThat(height).isCloseTo(0, within(1.0));
        // The dock lies 0.98 BL above ground less the bob of 0.03 at mid-stance.
        assertThat(tail / 200).isCloseTo(0.95, within(0.02));
    }

    @Test
    void isLevelUnderAHorseOnTheSpot() {
        GroundLine line = MeasuredTrack.of(SyntheticGait.WALK, VIEW.pan(1)).line();

        assertThat(line.slope()).isZero();
        assertThat(line.slopeError()).isZero();
    }

    @Test
    void doesNotFollowOneContactThatIsFarOff() {
        MeasuredTrack track = MeasuredTrack.of(SyntheticGait.TROT, VIEW.rollDeg(3));
        GroundLine clean = track.line();
        Footfalls.Contact last = track.footfalls().contacts(Limb.RH).get(4);
        for (int i = 0; i < track.samples().frames(); i++) {
            if (track.samples().t()[i] > last.on() && track.samples().t()[i] < last.off()) {
                track.samples().y()[Limb.RH.hoof][i] -= 60;
            }
        }

        GroundLine line = track.line();

        assertThat(Math.toDegrees(Math.atan(line.slope()))).isCloseTo(-3, within(0.3));
        assertThat(line.slope()).isCloseTo(clean.slope(), within(0.003));
    }
}
