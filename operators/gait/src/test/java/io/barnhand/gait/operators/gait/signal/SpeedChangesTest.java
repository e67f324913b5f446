package io.barnhand.gait.operators.gait.signal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.barnhand.gait.operators.gait.numeric.RobustTrend;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SpeedChangesTest {

    private static final DoubleUnaryOperator RIGID = t -> 1;

    @ParameterizedTest
    @ValueSource(doubles = {2.5, 4.5, 6.5})
    void findsWhereAWalkBecomesATrot(double change) {
        DoubleUnaryOperator upwards = t -> 1.15 * t + 1.35 * Math.max(0, t - change);
        DoubleUnaryOperator downwards = t -> 2.5 * t - 1.35 * Math.max(0, t - change);

        for (int seed = 0; seed < 5; seed++) {
            assertOne(in(upwards, RIGID, seed), change);
            assertOne(in(downwards, RIGID, seed), change);
        }
    }

    @Test
    void findsBothChangesOfATrotBetweenWalks() {
        List<Double> found = in(t -> 1.15 * t + 1.35 * Math.max(0, Math.min(3, t - 3)), RIGID, 3);

        assertThat(found).hasSize(2);
        assertThat(found.get(0)).isCloseTo(3, within(0.7));
        assertThat(found.get(1)).isCloseTo(6, within(0.7));
    }

    @Test
    void leavesAnEvenSpeedAndOneThatGrowsByAFifth() {
        for (int seed = 0; seed < 10; seed++) {
            assertThat(in(t -> 1.15 * t, RIGID, seed)).isEmpty();
            assertThat(in(t -> 1.15 * t * (1 + 0.1 * t / 9), RIGID, seed)).isEmpty();
        }
    }

    @Test
    void takesAMomentsHesitationForNoChange() {
        // Stands for 0.7 s; walks as before after it.
        DoubleUnaryOperator way = t -> 1.15 * (t - Math.max(0, Math.min(0.7, t - 4)));

        for (int seed = 0; seed < 10; seed++) {
            assertThat(in(way, RIGID, seed)).isEmpty();
        }
    }

    @Test
    void takesABodyLengthThatDriftsForNoChange() {
        // Comes nearer: half as large again at the end, its speed in body lengths the same.
        DoubleUnaryOperator length = t -> Math.exp(0.4 * t / 9);
        DoubleUnaryOperator way = t -> 1.15 * 9 / 0.4 * (Math.exp(0.4 * t / 9) - 1);

        for (int seed = 0; seed < 10; seed++) {
            assertThat(in(way, length, seed)).isEmpty();
        }
    }

    @Test
    void saysNothingWhileTheHorseTurnsAway() {
        // Half as long from the middle on, and therefore twice as fast in body lengths.
        DoubleUnaryOperator length = t -> 0.75 - 0.25 * Math.tanh(3 * (t - 4.5));

        assertThat(in(t -> 1.15 * t, length, 1)).isEmpty();
    }

    @Test
    void doesNotCutWithinTwoSecondsOfAnEnd() {
        assertThat(in(t -> 1.15 * t + 3 * Math.max(0, t - 7.8), RIGID, 1))
                .allMatch(t -> t >= 2 && t <= 7);
    }

    private static void assertOne(List<Double> found, double change) {
        assertThat(found).hasSize(1);
        assertThat(found.get(0)).isCloseTo(change, within(0.7));
    }

    /** Over nine seconds, with 1 % noise; the way as the estimators compute it, ∫dx/length. */
    private static List<Double> in(DoubleUnaryOperator x, DoubleUnaryOperator length, long seed) {
        TrackSamples samples = SyntheticTrunk.samples(9, x, length, 0.01, seed);
        BodyScale scale = BodyScale.of(samples).orElseThrow();
        TrunkReference trunk = TrunkReference.of(samples, scale).orElseThrow();
        Speed way = Speed.of(samples.t(), trunk, scale).orElseThrow();
        RobustTrend trend = RobustTrend.fit(samples.t(), way.way(), 0.5).orElseThrow();
        return SpeedChanges.in(samples.t(), trend, scale, 0, samples.frames());
    }
}
