package io.barnhand.gait.operators.gait.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class BodyScaleTest {

    @Test
    void findsALengthThatStaysToLittleMoreThanHalfAPercent() {
        double squares = 0;
        double variances = 0;
        for (int seed = 0; seed < 100; seed++) {
            BodyScale scale = scale(2, t -> 1, 0.02, seed);
            double error = scale.passValue() / SyntheticTrunk.PX_PER_BL - 1;
            squares += error * error / 100;
            variances += scale.relativeError() * scale.relativeError() / 100;
            assertThat(scale.oblique()).isFalse();
        }
        assertThat(Math.sqrt(squares)).isLessThan(0.0065);
        assertThat(Math.sqrt(variances / squares)).isBetween(0.5, 1.5);
    }

    @Test
    void doesNotFollowTheNeckWithinTheStride() {
        BodyScale scale = scale(6, t -> 1 + 0.02 * Math.sin(2 * Math.PI * 0.9 * t), 0.005, 1);

        for (double length : scale.bodyLength()) {
            assertThat(length / SyntheticTrunk.PX_PER_BL).isCloseTo(1, within(0.01));
        }
        assertThat(scale.variationCoefficient()).isLessThan(0.01);
    }

    @Test
    void followsAStraightCourseAndSaysWhereTheViewIsOblique() {
        DoubleUnaryOperator nearer = t -> Math.exp(0.05 * t);
        BodyScale little = scale(3, nearer, 0.01, 2);
        BodyScale much = scale(6, nearer, 0.01, 2);

        assertFollows(little, 3, nearer, 0.01);
        assertFollows(much, 6, nearer, 0.01);
        // e^-0.15 is 0.86 of the largest, e^-0.3 only 0.74.
        assertThat(little.oblique()).isFalse();
        assertThat(much.oblique()).isTrue();
        assertThat(much.yawProxy()).isCloseTo(Math.exp(-0.15), within(0.02));
    }

    @Test
    void followsALengthThatBends() {
        DoubleUnaryOperator turning = t -> Math.cos(0.2 * (t - 4));

        assertFollows(scale(8, turning, 0.01, 3), 8, turning, 0.03);
    }

    @Test
    void takesTheEightiethPercentileForThePass() {
        BodyScale scale = scale(8, t -> Math.exp(-0.04 * t), 0, 4);

        // Shorter with time: a fifth of the pass, 1.6 s, is longer.
        assertThat(scale.passValue() / SyntheticTrunk.PX_PER_BL)
                .isCloseTo(Math.exp(-0.04 * 1.6), within(0.003));
    }

    @Test
    void needsFourFramesWithATrunk() {
        TrackSamples samples = SyntheticTrunk.samples(2, t -> 0, t -> 1, 0.01, 5);

        assertThat(BodyScale.of(SyntheticTrunk.hidden(samples, 0.09, 3))).isEmpty();
    }

    private static void assertFollows(
            BodyScale scale, double seconds, DoubleUnaryOperator length, double tolerance) {
        for (double t = 0.3; t < seconds - 0.3; t += 0.5) {
            int frame = (int) Math.round(t * SyntheticTrunk.RATE);
            double expected = length.applyAsDouble(frame / SyntheticTrunk.RATE);
            assertThat(scale.bodyLength()[frame] / SyntheticTrunk.PX_PER_BL / expected)
                    .isCloseTo(1, within(tolerance));
        }
    }

    private static BodyScale scale(
            double seconds, DoubleUnaryOperator length, double noise, long seed) {
        return BodyScale.of(SyntheticTrunk.samples(seconds, t -> t, length, noise, seed))
                .orElseThrow();
    }
}
