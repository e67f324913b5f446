package io.barnhand.gait.operators.gait.footfall;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.barnhand.gait.models.keypoints.Ap10k;
import io.barnhand.gait.operators.gait.estimate.MeasuredTrack;
import io.barnhand.gait.operators.gait.signal.TrackSamples;
import io.barnhand.gait.operators.records.Limb;
import io.barnhand.gait.operators.synthetic.SyntheticGait;
import io.barnhand.gait.operators.synthetic.SyntheticView;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
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

    private static final double BODY = 200;

    /**
     * Contacts put on two parallel lines: the far one 40 px above, each place off by up to 2 px.
     *
     * @param step px from one contact to the next
     * @param kept whether a limb is seen
     * @return {@code [far?][x, y]} of each contact, y up
     */
    private static List<List<double[]>> put(
            MeasuredTrack track, double slope, double step, Predicate<Limb> kept, int most) {
        List<List<double[]>> places = List.of(new ArrayList<>(), new ArrayList<>());
        TrackSamples samples = track.samples();
        int k = 0;
        for (Limb limb : Limb.values()) {
            Arrays.fill(samples.x()[limb.hoof], Double.NaN);
            Arrays.fill(samples.y()[limb.hoof], Double.NaN);
            for (Footfalls.Contact contact : track.footfalls().contacts(limb)) {
                double x = 300 + step * k;
                double y = -500 + slope * x + (limb.left() ? 40 : 0) + 2 * Math.sin(k * k);
                double cut = 0.2 * (contact.off() - contact.on());
                int frames = 0;
                for (int i = 0; i < samples.frames(); i++) {
                    double t = samples.t()[i];
                    if (kept.test(limb) && k < most && t > contact.on() && t < contact.off()) {
                        samples.x()[limb.hoof][i] = x;
                        samples.y()[limb.hoof][i] = -y;
                        frames += t > contact.on() + cut && t < contact.off() - cut ? 1 : 0;
                    }
                }
                if (frames >= 2) {
                    places.get(limb.left() ? 1 : 0).add(new double[] {x, y});
                }
                k++;
            }
        }
        return places;
    }

    private static MeasuredTrack clean() {
        return MeasuredTrack.of(SyntheticGait.TROT, VIEW.noise(0));
    }

    /**
     * Two lines of one slope: sums of squares and products within each (analysis of covariance).
     */
    @Test
    void hasTheSlopeAndTheErrorOfParallelLines() {
        MeasuredTrack track = clean();
        List<List<double[]>> places = put(track, 0.2, 37, limb -> true, 99);
        double sxx = 0;
        double sxy = 0;
        double syy = 0;
        int n = 0;
        for (List<double[]> side : places) {
            double x = side.stream().mapToDouble(p -> p[0]).average().orElseThrow();
            double y = side.stream().mapToDouble(p -> p[1]).average().orElseThrow();
            for (double[] p : side) {
                sxx += (p[0] - x) * (p[0] - x);
                sxy += (p[0] - x) * (p[1] - y);
                syy += (p[1] - y) * (p[1] - y);
                n++;
            }
        }
        double slope = sxy / sxx;

        GroundLine line = track.line();

        // A pixel is kept to a float's seven digits.
        assertThat(line.slope()).isCloseTo(slope, within(1e-6));
        double error = Math.sqrt((syy - slope * sxy) / (n - 3) / sxx);
        assertThat(line.slopeError()).isCloseTo(error, within(1e-6));
        assertThat(line.farOffset()).isCloseTo(40, within(2.5));
    }

    @Test
    void measuresHeightAtRightAnglesToTheLine() {
        MeasuredTrack track = clean();
        put(track, 0.2, 37, limb -> true, 99);
        GroundLine line = track.line();

        double onLine = line.height(700, -(-500 + 0.2 * 700));
        double above = line.height(700, -(-500 + 0.2 * 700) - 50);

        assertThat(onLine).isCloseTo(0, within(2.5));
        assertThat(above - onLine).isCloseTo(50 / Math.sqrt(1.04), within(0.1));
    }

    @Test
    void isLevelWhereTheContactsSpanLessThanABody() {
        MeasuredTrack track = clean();
        List<List<double[]>> places = put(track, 0.2, 5, limb -> true, 99);
        assertThat(places.get(0).size() + places.get(1).size()).isLessThan((int) (BODY / 5));

        assertThat(track.line().slope()).isZero();
        assertThat(track.line().slopeError()).isZero();
    }

    @Test
    void isOneLineWhereOnlyOneSideWasSeen() {
        for (boolean left : new boolean[] {true, false}) {
            MeasuredTrack track = clean();
            put(track, 0.2, 60, limb -> limb.left() == left, 99);
            GroundLine line = track.line();

            assertThat(line.farOffset()).isZero();
            double y = -500 + 0.2 * 700 + (left ? 40 : 0);
            assertThat(line.height(700, -y)).isCloseTo(0, within(2.5));
            assertThat(line.slope()).isCloseTo(0.2, within(0.02));
        }
    }

    @Test
    void needsFourContacts() {
        for (int max = 1; max < 8; max++) {
            MeasuredTrack track = clean();
            List<List<double[]>> places = put(track, 0, 100, limb -> true, max);
            int seen = places.get(0).size() + places.get(1).size();

            assertThat(track.found().isEmpty()).as("%d contacts", seen).isEqualTo(seen < 4);
        }
    }
}
