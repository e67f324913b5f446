package io.barnhand.gait.operators.gait.footfall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.barnhand.gait.operators.gait.estimate.MeasuredTrack;
import io.barnhand.gait.operators.records.Limb;
import io.barnhand.gait.operators.synthetic.SyntheticGait;
import io.barnhand.gait.operators.synthetic.SyntheticView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
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
        assertThat(hooves.placeNear(Limb.RF, on + 0.5 * stride, stride)).isNaN();
        assertThat(hooves.placeNear(Limb.RF, -10, stride)).isNaN();
    }

    /** Places on 1.8 BL a stride, the third stance unseen, the last one 0.05 BL off. */
    private static StandingHooves places(int frames) {
        List<StandingHooves.StandingPlace> places = new ArrayList<>();
        double[] number = {0, 1, 3, 4};
        for (int k = 0; k < number.length; k++) {
            double late = k % 2 == 0 ? 0.04 : -0.04;
            double x = 0.3 + 1.8 * number[k] + (k == 3 ? 0.05 : 0);
            places.add(
                    new StandingHooves.StandingPlace(
                            Limb.RF, 0.2 + number[k] / 1.5 + late, x, frames));
            places.add(new StandingHooves.StandingPlace(Limb.LF, 0.5 + number[k] / 1.5, 0, frames));
        }
        places.add(new StandingHooves.StandingPlace(Limb.LH, 0.5, 1, frames));
        places.add(new StandingHooves.StandingPlace(Limb.LH, 1.1, 2, frames));
        return new StandingHooves(0, Double.NaN, places);
    }

    /** Least squares by hand: numbers 0, 1, 3 and 4 about 2 have squares of 10. */
    @Test
    void makeALineOfTheirPlacesOverTheNumberOfTheStride() {
        Footfalls.Estimate length = places(6).strideLength(Limb.RF, 1.5, 0.02, 1);

        assertThat(length.value()).isCloseTo(1.8 + 2 * 0.05 / 10, within(1e-12));
        // 1.25 of the noise of a mean of six.
        double ofPlace = 1.25 * 0.02 / Math.sqrt(6);
        assertThat(length.standardError()).isCloseTo(ofPlace / Math.sqrt(10), within(1e-12));
    }

    @Test
    void areNoSurerForFramesThatShareTheirNoise() {
        double remembered = places(6).strideLength(Limb.RF, 1.5, 0.02, 3).standardError();
        double lasting = places(6).strideLength(Limb.RF, 1.5, 0.02, 20).standardError();

        assertThat(remembered)
                .isCloseTo(1.25 * 0.02 * Math.sqrt(3.0 / 6) / Math.sqrt(10), within(1e-12));
        // But no less sure than of one frame.
        assertThat(lasting).isCloseTo(1.25 * 0.02 / Math.sqrt(10), within(1e-12));
    }

    @Test
    void tellNoWayOfFewerThanThreePlaces() {
        assertThat(places(6).strideLength(Limb.LH, 1.5, 0.02, 1).value()).isNaN();
        assertThat(places(6).strideLength(Limb.LH, 1.5, 0.02, 1).standardError()).isNaN();
        assertThat(places(6).strideLength(Limb.RH, 1.5, 0.02, 1).value()).isNaN();
        // Three in one stride are no way either.
        StandingHooves.StandingPlace place = new StandingHooves.StandingPlace(Limb.LH, 0.5, 1, 6);
        StandingHooves same = new StandingHooves(0, 0, List.of(place, place, place));
        assertThat(same.strideLength(Limb.LH, 1.5, 0.02, 1).value()).isNaN();
    }

    @Test
    void haveAPlaceWithinThreeTenthsOfAStrideOfATouchDown() {
        StandingHooves hooves = places(6);

        assertThat(hooves.placeNear(Limb.LH, 0.5 + 0.29, 1)).isEqualTo(1);
        assertThat(hooves.placeNear(Limb.LH, 1.1 + 0.29, 1)).isEqualTo(2);
        assertThat(hooves.placeNear(Limb.LH, 0.5 - 0.31, 1)).isNaN();
        assertThat(hooves.placeNear(Limb.LH, 1.1 + 0.31, 1)).isNaN();
        assertThat(hooves.placeNear(Limb.LH, 1.1 + 0.31, 2)).isEqualTo(2);
    }

    private static final SyntheticHooves MADE =
            new SyntheticHooves(0.9, 1.15, 0.64, 0.3, 0.55, 0.8, 0.05);
    private static final Footfalls FOLDS =
            SyntheticHooves.footfalls(MADE.rhythm(MADE.signals(180), 0));

    /** No hoof seen but the left hind one, in frames of its second contact. */
    private static StandingHooves inOneContact(double slope, double... places) {
        GroundTrack track = MADE.ground(180);
        for (double[] x : track.x()) {
            Arrays.fill(x, Double.NaN);
        }
        Footfalls.Contact contact = FOLDS.contacts(Limb.LH).get(1);
        int first = (int) Math.ceil((contact.on() + 0.2 / 0.9) * SyntheticHoof.RATE);
        for (int k = 0; k < places.length; k++) {
            track.x()[0][first + k] = 3 + places[k] + slope * k / SyntheticHoof.RATE;
        }
        return StandingHooves.of(track, FOLDS);
    }

    /** By hand: the median of the slopes is that of the drift, and one of five places is b off. */
    @Test
    void slipByTheSpreadOfAContactAboutItsOwnDrift() {
        double b = 0.03;
        double expected = Math.sqrt((b * b - b * b / 5) / 3);

        for (double drift : new double[] {0, -1.2}) {
            StandingHooves hooves = inOneContact(drift, 0, 0, b, 0, 0);

            assertThat(hooves.slip()).isCloseTo(expected, within(1e-9));
            assertThat(hooves.drift()).isCloseTo(drift, within(1e-9));
            assertThat(hooves.places()).hasSize(1);
            assertThat(hooves.places().get(0).frames()).isEqualTo(5);
            assertThat(hooves.places().get(0).x())
                    .isCloseTo(3 + b / 5 + drift * 2 / SyntheticHoof.RATE, within(1e-9));
        }
        assertThat(inOneContact(0, 0.01, -0.01, -0.01, 0.01).slip())
                .isCloseTo(0.01 * Math.sqrt(2), within(1e-9));
    }

    @Test
    void leaveOutWhereAnotherHoofWasSeen() {
        StandingHooves hooves = inOneContact(0, 0, 0, 0.2, 0, 0);

        assertThat(hooves.places().get(0).frames()).isEqualTo(4);
        assertThat(hooves.places().get(0).x()).isCloseTo(3, within(1e-9));
        assertThat(hooves.slip()).isCloseTo(0, within(1e-9));
    }

    @Test
    void needThreeFramesForADriftAndFourForASlip() {
        assertThat(inOneContact(-1, 0, 0, 0).drift()).isCloseTo(-1, within(1e-9));
        assertThat(inOneContact(-1, 0, 0, 0).slip()).isNaN();
        assertThat(inOneContact(-1, 0, 0).drift()).isNaN();
        assertThat(inOneContact(-1, 0, 0).places()).hasSize(1);
        assertThat(inOneContact(-1, 0).places()).isEmpty();
    }

    @Test
    void driftWithMostContactsNotWithASwing() {
        GroundTrack track = MADE.ground(180);
        Random random = new Random(6);
        Footfalls.Contact swing = FOLDS.contacts(Limb.RF).get(2);
        for (Limb limb : Limb.values()) {
            double[] x = track.x()[limb.ordinal()];
            for (int i = 0; i < x.length; i++) {
                double t = track.t()[i];
                boolean inSwing = limb == Limb.RF && t > swing.on() && t < swing.off();
                x[i] += (inSwing ? 3 : -1.2) * t + 0.003 * random.nextGaussian();
            }
        }

        assertThat(StandingHooves.of(track, FOLDS).drift()).isCloseTo(-1.2, within(0.02));
    }

    @Test
    void tellAWayOfThreePlaces() {
        List<StandingHooves.StandingPlace> three = new ArrayList<>();
        for (int k = 0; k < 3; k++) {
            three.add(new StandingHooves.StandingPlace(Limb.LH, 0.5 + k, 1 + 2.0 * k, 6));
        }

        assertThat(new StandingHooves(0, 0, three).strideLength(Limb.LH, 1, 0.02, 1).value())
                .isCloseTo(2, within(1e-12));
    }
}
