package io.barnhand.gait.operators.gait.rhythm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.barnhand.gait.operators.gait.estimate.GaitEstimator;
import io.barnhand.gait.operators.gait.estimate.MeasuredTrack;
import io.barnhand.gait.operators.gait.measurement.Metric;
import io.barnhand.gait.operators.gait.numeric.AutoregressiveNoise;
import io.barnhand.gait.operators.gait.settings.GaitSettings;
import io.barnhand.gait.operators.gait.settings.KeypointTraits;
import io.barnhand.gait.operators.gait.signal.HoofSignals;
import io.barnhand.gait.operators.records.Limb;
import io.barnhand.gait.operators.synthetic.SyntheticGait;
import io.barnhand.gait.operators.synthetic.SyntheticTrack;
import io.barnhand.gait.operators.synthetic.SyntheticTruth;
import io.barnhand.gait.operators.synthetic.SyntheticView;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class RhythmWanderTest {

    private static final GaitSettings SETTINGS = GaitSettings.of(0.3, KeypointTraits.UNVERIFIED);
    private static final int HORSES = 40;

    /** A stride of 20 frames. */
    private static final double F = 1.5;

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
                    estimator
                            .pass(SyntheticTrack.of(gait, view), false)
                            .record()
                            .metrics()
                            .pace()
                            .strideFreqHz();
            held += found.ci95Low() <= truth && truth <= found.ci95High() ? 1 : 0;
        }

        assertThat(held).isGreaterThanOrEqualTo(35);
    }

    /**
     * Strides early and late in turn by the same: of eight delays ±a the line falls by 4·a/42 a
     * stride, and q is the mean square of seven steps from it over six degrees, less the noise.
     */
    @Test
    void takesTheStepsOfADelayThatIsKnown() {
        double a = 0.004;
        double sd = 0.03;
        double slope = -4 * a / 42;
        double variance = sd * sd / slopes();
        double steps = 4 * Math.pow(-2 * a - slope, 2) + 3 * Math.pow(2 * a - slope, 2);
        double q = (steps - 14 * variance) / 6;

        double error = RhythmWander.standardError(alternating(a), white(sd));

        assertThat(error).isCloseTo(F * F * Math.sqrt(1.2 * q / 8), within(0.01 * error));
    }

    /** χ² of six degrees of freedom: 16.812 at one in a hundred (tables). */
    @Test
    void widensFromTheOneInAHundredOn() {
        double sd = 0.03;
        double variance = sd * sd / slopes();
        // Σ of squares about the line: 8·a² less a slope's (4·a)²/42.
        double atLimit = Math.sqrt(16.812 * variance / (8 - 16.0 / 42));

        assertThat(RhythmWander.standardError(alternating(0.95 * atLimit), white(sd))).isZero();
        assertThat(RhythmWander.standardError(alternating(1.05 * atLimit), white(sd))).isPositive();
    }

    @Test
    void takesATrendOfTheDelaysForAFrequencyThatIsALittleOff() {
        double[] early = new double[8];
        for (int k = 0; k < 8; k++) {
            early[k] = (k % 2 == 0 ? 0.004 : -0.004) + 0.006 * (k - 3.5);
        }
        double even = RhythmWander.standardError(alternating(0.004), white(0.02));

        assertThat(RhythmWander.standardError(rhythm(early), white(0.02)) / even)
                .isCloseTo(1, within(0.1));
    }

    /** A bow: far from a line after many strides, but its steps are smaller than the noise's. */
    @Test
    void widensNothingWhereTheStepsAreThoseOfTheNoise() {
        double sd = 0.03;
        double c = Math.sqrt(0.03 * sd * sd / slopes());
        double[] early = new double[12];
        for (int k = 0; k < 12; k++) {
            // Their mean square is 143 / 12.
            early[k] = c * ((k - 5.5) * (k - 5.5) - 143.0 / 12);
        }

        assertThat(RhythmWander.standardError(rhythm(early), white(sd))).isZero();
    }

    @Test
    void leavesBlocksOfTwoStridesOut() {
        StrideFrequency eight = alternating(0.004);
        StrideFrequency.Block two = rhythm(0.02, -0.02).blocks().get(0);
        AutoregressiveNoise[] noise = white(0.01)[0];
        StrideFrequency both = new StrideFrequency(F, 1, 8, 0, List.of(eight.blocks().get(0), two));

        assertThat(RhythmWander.standardError(rhythm(0.02, -0.02), white(0.01))).isZero();
        assertThat(RhythmWander.standardError(both, new AutoregressiveNoise[][] {noise, noise}))
                .isEqualTo(RhythmWander.standardError(eight, white(0.01)));
        assertThat(RhythmWander.standardError(rhythm(0.02, -0.04, 0.02), white(0.01))).isPositive();
    }

    @Test
    void saysNothingOfABlockWithAStrideUnseen() {
        StrideFrequency rhythm = alternating(0.02);
        for (double[] e : rhythm.blocks().get(0).signals().excursion()) {
            Arrays.fill(e, 60, 80, Double.NaN);
        }

        assertThat(RhythmWander.standardError(rhythm, white(0.01))).isZero();
    }

    /** Σ of the squared slopes of four hooves over a stride of 20 frames. */
    private static double slopes() {
        return 4 * 20 * 0.5 * Math.pow(2 * Math.PI * F * 0.3, 2);
    }

    private static AutoregressiveNoise[][] white(double sd) {
        AutoregressiveNoise[] block = new AutoregressiveNoise[Limb.COUNT];
        Arrays.fill(block, new AutoregressiveNoise(sd, 0, SyntheticSignals.PERIOD));
        return new AutoregressiveNoise[][] {block};
    }

    /** Eight strides, every other one early by so much and the rest late. */
    private static StrideFrequency alternating(double early) {
        return rhythm(early, -early, early, -early, early, -early, early, -early);
    }

    /**
     * Strides of 20 frames, each early by its own time, all in one block.
     *
     * @param early s, with a mean of zero
     */
    private static StrideFrequency rhythm(double... early) {
        double[] phases = {0.1, 0.6, 0.35, 0.85};
        DoubleUnaryOperator[] hooves = new DoubleUnaryOperator[Limb.COUNT];
        for (int l = 0; l < Limb.COUNT; l++) {
            double phase = phases[l];
            hooves[l] =
                    t -> {
                        double turn = 2 * Math.PI * (F * t - phase);
                        double slope = -2 * Math.PI * F * 0.3 * Math.sin(turn);
                        return 0.3 * Math.cos(turn) + early[(int) (F * t + 1e-9)] * slope;
                    };
        }
        int n = 20 * early.length;
        HoofSignals signals = SyntheticSignals.of(SyntheticSignals.frames(n), hooves);
        // Half a frame off, so that no frame lies on the border of two strides.
        double from = -0.5 / SyntheticSignals.RATE;
        double to = (n - 0.3) / SyntheticSignals.RATE;
        return new StrideFrequency(
                F, 1, early.length, 0, List.of(new StrideFrequency.Block(signals, from, to, F)));
    }

    private static double wander(SyntheticView view, int seed) {
        SyntheticGait gait = SyntheticGait.TROT.varied(seed);
        StrideFrequency rhythm =
                MeasuredTrack.rhythm(SyntheticTrack.of(gait, view.seed(seed))).rhythm();
        return RhythmWander.standardError(rhythm, rhythm.noise());
    }
}
