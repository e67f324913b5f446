package io.barnhand.gait.operators.gait.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.barnhand.gait.models.keypoints.Ap10k;
import io.barnhand.gait.operators.gait.estimate.MeasuredTrack;
import io.barnhand.gait.operators.gait.footfall.Footfalls;
import io.barnhand.gait.operators.gait.signal.SyntheticTrunk;
import io.barnhand.gait.operators.gait.signal.TrackSamples;
import io.barnhand.gait.operators.records.Limb;
import io.barnhand.gait.operators.synthetic.SyntheticGait;
import io.barnhand.gait.operators.synthetic.SyntheticTruth;
import io.barnhand.gait.operators.synthetic.SyntheticView;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class JointAnglesTest {

    @Test
    void measuresRightStraightAndFoldedLimbs() {
        TrackSamples samples = SyntheticTrunk.samples(0.2, t -> 0, t -> 1, 0, 1);
        put(samples, 0, 10, 0, 0, 0, 0, 7);
        put(samples, 1, -5, 0, 0, 0, 9, 0);
        put(samples, 2, 4, 4, 0, 0, 8, 8);
        put(samples, 3, 3, 0, 0, 0, -2, -2 * Math.sqrt(3));
        put(samples, 4, 3, 0, 0, 0, Double.NaN, 2);

        double[] angle = JointAngles.angle(samples, 11, 12, 13);

        assertThat(angle[0]).isCloseTo(90, within(1e-9));
        assertThat(angle[1]).isCloseTo(180, within(1e-9));
        assertThat(angle[2]).isCloseTo(0, within(1e-9));
        assertThat(angle[3]).isCloseTo(120, within(1e-9));
        assertThat(angle[4]).isNaN();
        assertThat(angle[5]).isNaN();
    }

    private static Stream<SyntheticGait> gaits() {
        return Arrays.stream(SyntheticGait.ALL);
    }

    @ParameterizedTest
    @MethodSource("gaits")
    void findsTheRangesOfMotionOfTheNearLimbs(SyntheticGait gait) {
        for (SyntheticView view :
                new SyntheticView[] {
                    SyntheticView.SIDE.seconds(6).noise(0),
                    SyntheticView.SIDE.seconds(6).noise(0).toLeft()
                }) {
            MeasuredTrack track = MeasuredTrack.of(gait, view);
            Limb hind = view.toRight() ? Limb.RH : Limb.LH;
            Limb fore = view.toRight() ? Limb.RF : Limb.LF;
            SyntheticTruth.JointTruth truth = track.truth().near();

            // What the bisquare takes for outliers of a noise-free curve is its sharpest flexion.
            double sharp = gait == SyntheticGait.TROT ? 4 : 1.5;
            assertRange(track, fore.pivot, fore.joint, fore.hoof, truth.elbowKp(), sharp);
            assertRange(track, hind.pivot, hind.joint, hind.hoof, truth.kneeKp(), 1);
            // The model's gallop stretches its limbs beyond their length: a cusp no horse has.
            if (!gait.name().startsWith("gallop")) {
                assertRange(track, Ap10k.TAIL, hind.pivot, hind.joint, truth.hipKp(), 2.5);
                assertRange(track, Ap10k.NECK, fore.pivot, fore.joint, truth.shoulderKp(), 2.5);
            }
        }
    }

    @Test
    void saysNothingWhereTheRateCarriesTooFewHarmonics() {
        double[] t = new double[40];
        Arrays.setAll(t, i -> 0.2 * i);

        assertThat(JointAngles.range(t, new double[40], 1.35, 0.2).value()).isNaN();
        assertThat(JointAngles.range(new double[1], new double[1], 1.35, 0.2).value()).isNaN();
    }

    private static void assertRange(
            MeasuredTrack track,
            int a,
            int b,
            int c,
            SyntheticTruth.Range truth,
            double tolerance) {
        Footfalls.Estimate range =
                JointAngles.range(
                        track.samples().t(),
                        JointAngles.angle(track.samples(), a, b, c),
                        track.truth().frequency(),
                        track.signals().hooves().period());
        assertThat(range.value()).isCloseTo(truth.romHarmonic(), within(tolerance));
    }

    private static void put(TrackSamples samples, int frame, double... abc) {
        int[] points = {11, 12, 13};
        for (int k = 0; k < points.length; k++) {
            samples.x()[points[k]][frame] = abc[2 * k];
            samples.y()[points[k]][frame] = abc[2 * k + 1];
        }
    }
}
