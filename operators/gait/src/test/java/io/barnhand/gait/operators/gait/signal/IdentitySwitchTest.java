package io.barnhand.gait.operators.gait.signal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IdentitySwitchTest {

    private static final DoubleUnaryOperator RIGID = t -> 1;

    @ParameterizedTest
    @ValueSource(doubles = {-0.6, -0.3, 0.3, 0.6, 2})
    void knowsAnotherHorseByTheJumpOfItsTrunk(double jump) {
        for (int seed = 0; seed < 10; seed++) {
            assertThat(occurs(t -> 1.15 * t + (t < 3 ? 0 : jump), RIGID, 0.01, seed)).isTrue();
        }
    }

    @Test
    void knowsAHorseThatComesTheOtherWayFromBeside() {
        assertThat(occurs(t -> t < 3 ? 1.15 * t : 4 - 1.15 * (t - 3), RIGID, 0.01, 1)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 0.01, 0.02, 0.03})
    void takesNoNoiseForAnotherHorse(double noise) {
        for (int seed = 0; seed < 40; seed++) {
            assertThat(occurs(t -> 1.15 * t, RIGID, noise, seed)).isFalse();
        }
    }

    @Test
    void joinsTheTwoWaysOfAHorseThatTurnsRoundFast() {
        // Walks right, shortens and turns within a second, walks left.
        DoubleUnaryOperator way = t -> 1.15 * Math.log(Math.cosh(4 * (t - 3))) / -4;
        DoubleUnaryOperator length = t -> Math.max(0.25, Math.abs(Math.tanh(2 * (t - 3))));

        for (int seed = 0; seed < 20; seed++) {
            assertThat(occurs(way, length, 0.015, seed)).isFalse();
        }
    }

    @Test
    void joinsTheWaysOfAHorseThatStartsOrStopsAbruptly() {
        for (int seed = 0; seed < 20; seed++) {
            assertThat(occurs(t -> starting(t - 3), RIGID, 0.015, seed)).isFalse();
            assertThat(occurs(t -> -starting(3 - t), RIGID, 0.015, seed)).isFalse();
        }
    }

    @Test
    void allowsForTheTimeInWhichTheHorseWasNotSeen() {
        // Half a second out of sight, in which it gains a quarter of a body length.
        TrackSamples near =
                SyntheticTrunk.hidden(
                        samples(t -> t + (t < 3 ? 0 : 0.25), RIGID, 0.01, 2), 2.75, 3.25);
        TrackSamples far =
                SyntheticTrunk.hidden(
                        samples(t -> t + (t < 3 ? 0 : 0.6), RIGID, 0.01, 2), 2.75, 3.25);

        assertThat(IdentitySwitch.occurs(near, BodyScale.of(near).orElseThrow())).isFalse();
        assertThat(IdentitySwitch.occurs(far, BodyScale.of(far).orElseThrow())).isTrue();
    }

    /** From standing to 2.5 BL/s within half a second. */
    private static double starting(double t) {
        double within = Math.max(0, Math.min(0.5, t));
        return 2.5 * (within * within + Math.max(0, t - 0.5));
    }

    private static boolean occurs(
            DoubleUnaryOperator x, DoubleUnaryOperator length, double noise, long seed) {
        TrackSamples samples = samples(x, length, noise, seed);
        return IdentitySwitch.occurs(samples, BodyScale.of(samples).orElseThrow());
    }

    private static TrackSamples samples(
            DoubleUnaryOperator x, DoubleUnaryOperator length, double noise, long seed) {
        return SyntheticTrunk.samples(6, x, length, noise, seed);
    }
}
