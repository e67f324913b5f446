package io.barnhand.gait.operators.gait.footfall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.barnhand.gait.operators.gait.signal.HoofSignals;
import io.barnhand.gait.operators.gait.signal.Speed;
import io.barnhand.gait.operators.records.Limb;
import org.junit.jupiter.api.Test;

class GroundTrackTest {

    private static final double[] T = {0, 0.1, 0.2, 0.3};

    @Test
    void putsAHoofThatFallsBehindTheTrunkInOnePlace() {
        GroundTrack track = track(2.5, -2.5, 0);

        assertThat(track.speed()).isEqualTo(2.5);
        assertThat(track.x()[0]).containsExactly(new double[] {0.4, 0.4, 0.4, 0.4}, within(1e-12));
        assertThat(track.x()[3]).containsOnly(Double.NaN);
    }

    @Test
    void takesTheDriftOfTheGroundOffPlaceAndSpeed() {
        // On the spot before the camera: the belt, and a hoof on it, runs backwards at 1.2 BL/s.
        GroundTrack track = track(0, -1.2, -1.2);

        assertThat(track.speed()).isEqualTo(1.2);
        assertThat(track.x()[0]).containsExactly(new double[] {0.4, 0.4, 0.4, 0.4}, within(1e-12));
    }

    /** The left hind hoof starts 0.4 BL ahead of the trunk; the right fore one is not seen. */
    private static GroundTrack track(double trunk, double hoofFromTrunk, double drift) {
        double[] way = new double[T.length];
        double[][] excursion = new double[Limb.COUNT][T.length];
        for (int i = 0; i < T.length; i++) {
            way[i] = trunk * T[i];
            excursion[0][i] = 0.4 + hoofFromTrunk * T[i];
            excursion[3][i] = Double.NaN;
        }
        HoofSignals hooves = new HoofSignals(T, excursion, new double[Limb.COUNT][T.length], 0.1);
        return GroundTrack.of(hooves, new Speed(trunk, 0.01, T, way), drift);
    }
}
