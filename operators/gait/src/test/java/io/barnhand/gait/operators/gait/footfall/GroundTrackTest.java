package io.barnhand.gait.operators.gait.footfall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.barnhand.gait.operators.gait.signal.HoofSignals;
import io.barnhand.gait.operators.gait.signal.Speed;
import io.barnhand.gait.operators.records.Limb;
import java.util.List;
import java.util.Random;
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

    @Test
    void foldsAHoofBackToWhatItsRuleMakesOfIt() {
        SyntheticHoof hoof = new SyntheticHoof(1.35, 2.5, 0.3, 0.42);
        GroundTrack track = hoof.track(4, 0.05, new Random(2));
        track.x()[0][50] = Double.NaN;
        List<Footfalls.Contact> contacts = hoof.contacts(4);

        GroundTrack folded = track.folded(contacts, Limb.LH);

        double[] x = folded.x()[Limb.LH.ordinal()];
        double start = hoof.x(contacts.get(0).on() + 1e-9);
        double last = contacts.get(contacts.size() - 1).off();
        for (int i = 0; i < x.length; i++) {
            double t = track.t()[i];
            if (i == 50 || t < contacts.get(0).on() || t >= last) {
                assertThat(x[i]).as("frame %d", i).isNaN();
            } else {
                assertThat(x[i]).as("frame %d", i).isCloseTo(hoof.x(t) - start, within(1e-9));
            }
        }
        assertThat(folded.speed()).isEqualTo(2.5);
        assertThat(folded.period()).isEqualTo(track.period());
        assertThat(folded.t()).isSameAs(track.t());
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
