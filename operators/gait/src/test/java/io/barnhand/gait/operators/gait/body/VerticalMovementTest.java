package io.barnhand.gait.operators.gait.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.barnhand.gait.models.keypoints.Ap10k;
import io.barnhand.gait.operators.gait.estimate.MeasuredTrack;
import io.barnhand.gait.operators.gait.footfall.Footfalls;
import io.barnhand.gait.operators.gait.signal.TrackSamples;
import io.barnhand.gait.operators.records.Limb;
import io.barnhand.gait.operators.synthetic.SyntheticGait;
import io.barnhand.gait.operators.synthetic.SyntheticTruth.Heights;
import io.barnhand.gait.operators.synthetic.SyntheticView;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class VerticalMovementTest {

    private static final double F = 1.35;
    private static final double PERIOD = 1.0 / 30;

    @ParameterizedTest
    @CsvSource({"0.01, 0", "0.01, 0.8", "0.01, 1.57", "0.008, 2.5", "0.01, -2", "0, 0"})
    void agreesWithTheTruthOfAnUnevenHeadAndTail(double amplitude, double phase) {
        SyntheticView view =
                SyntheticView.SIDE
                        .seconds(6)
                        .noise(0)
                        .headAsymmetry(amplitude, phase)
                        .tailAsymmetry(0.6 * amplitude, phase + 1);
        for (SyntheticView way : new SyntheticView[] {view, view.toLeft()}) {
            MeasuredTrack track = MeasuredTrack.of(SyntheticGait.TROT, way);
            TrackSamples samples = track.samples();
            double[] head = VerticalMovement.head(samples, track.signals().scale(), track.line());
            double[] tail =
                    VerticalMovement.tailRoot(samples, track.signals().scale(), track.line());

            assertHeights(
                    movement(samples.t(), head, track.midStance(Limb.LF), track.midStance(Limb.RF)),
                    track.truth().head());
            assertHeights(
                    movement(samples.t(), tail, track.midStance(Limb.LH), track.midStance(Limb.RH)),
                    track.truth().tailRoot());
        }
    }

    @Test
    void isPositiveWhereTheHeadSinksLessOverTheRightLimb() {
        double[] t = times(180);
        double[] height = uneven(t, 0.01, 0);

        VerticalMovement movement = movement(t, height, 0, 0.5 / F);

        assertThat(movement.minDiff().value()).isCloseTo(-0.02, within(1e-3));
        assertThat(movement(t, height, 0.5 / F, 0).minDiff().value()).isCloseTo(0.02, within(1e-3));
        assertThat(movement.maxDiff().value()).isCloseTo(0, within(1e-6));
    }

    @ParameterizedTest
    @ValueSource(ints = {69, 150, 300})
    void scattersAsTheReferenceSaysAndStatesIt(int frames) {
        double sigma = 0.01;
        Random random = new Random(51);
        double[] t = times(frames);
        int runs = 500;
        double[][] sums = new double[2][3];
        for (int run = 0; run < runs; run++) {
            double[] height = uneven(t, 0.01, 0.8);
            for (int i = 0; i < frames; i++) {
                height[i] += sigma * random.nextGaussian();
            }
            VerticalMovement movement = movement(t, height, 0, 0.5 / F);
            add(sums[0], movement.minDiff());
            add(sums[1], movement.maxDiff());
        }
        double bound = 2 * sigma * Math.sqrt(2.0 / frames);
        VerticalMovement clean = movement(t, uneven(t, 0.01, 0.8), 0, 0.5 / F);
        double[] truth = {clean.minDiff().value(), clean.maxDiff().value()};
        for (int k = 0; k < 2; k++) {
            double mean = sums[k][0] / runs;
            double sd = Math.sqrt(sums[k][1] / runs - mean * mean);
            assertThat(sd).isLessThan(1.6 * bound);
            assertThat(mean).isCloseTo(truth[k], within(0.1 * sigma));
            assertThat(Math.sqrt(sums[k][2] / runs) / sd).isBetween(0.85, 1.25);
        }
    }

    @Test
    void leavesOutWhatIsNoHead() {
        SyntheticView view = SyntheticView.SIDE.seconds(6).noise(0.002).headAsymmetry(0.01, 0.5);
        MeasuredTrack track = MeasuredTrack.of(SyntheticGait.TROT, view);
        for (int i = 10; i < track.samples().frames(); i += 13) {
            track.samples().y()[Ap10k.NOSE][i] -= 120;
            track.samples().y()[Ap10k.LEFT_EYE][i - 1] = Double.NaN;
        }
        double[] head =
                VerticalMovement.head(track.samples(), track.signals().scale(), track.line());

        VerticalMovement movement =
                movement(
                        track.samples().t(),
                        head,
                        track.midStance(Limb.LF),
                        track.midStance(Limb.RF));

        assertThat(movement.minDiff().value())
                .isCloseTo(track.truth().head().minDiff(), within(0.002));
        assertThat(movement.maxDiff().value())
                .isCloseTo(track.truth().head().maxDiff(), within(0.002));
    }

    @Test
    void saysNothingOfTooFewFrames() {
        assertThat(movement(times(9), new double[9], 0, 0.5 / F).minDiff().value()).isNaN();
    }

    private static void assertHeights(VerticalMovement movement, Heights truth) {
        assertThat(movement.minDiff().value()).isCloseTo(truth.minDiff(), within(5e-4));
        assertThat(movement.maxDiff().value()).isCloseTo(truth.maxDiff(), within(5e-4));
    }

    private static VerticalMovement movement(
            double[] t, double[] height, double left, double right) {
        return VerticalMovement.of(t, height, F, PERIOD, left, right);
    }

    private static void add(double[] sums, Footfalls.Estimate estimate) {
        sums[0] += estimate.value();
        sums[1] += estimate.value() * estimate.value();
        sums[2] += estimate.standardError() * estimate.standardError();
    }

    private static double[] times(int frames) {
        double[] t = new double[frames];
        for (int i = 0; i < frames; i++) {
            t[i] = i * PERIOD;
        }
        return t;
    }

    /** Lowest at t = 0, where the left limb stands, and half a stride later. */
    private static double[] uneven(double[] t, double amplitude, double phase) {
        double[] height = new double[t.length];
        for (int i = 0; i < t.length; i++) {
            double turn = 2 * Math.PI * F * t[i];
            height[i] = 1.1 - 0.05 * Math.cos(2 * turn) + amplitude * Math.cos(turn + phase);
        }
        return height;
    }
}
