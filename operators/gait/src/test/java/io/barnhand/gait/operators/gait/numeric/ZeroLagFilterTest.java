package io.barnhand.gait.operators.gait.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ZeroLagFilterTest {

    @ParameterizedTest
    @CsvSource({"5, 60", "6, 50", "9, 60", "9, 30", "9, 25", "3, 30"})
    void losesThreeDecibelsAtTheCutOffOverBothWays(double cutoff, double rate) {
        assertThat(gain(cutoff, cutoff, rate)).isCloseTo(Math.sqrt(0.5), within(0.03));
    }

    @Test
    void leavesSlowMovementsAndTakesFastOnes() {
        assertThat(gain(0.5, 6, 60)).isCloseTo(1, within(0.001));
        assertThat(gain(24, 6, 60)).isLessThan(0.01);
    }

    @Test
    void worksAtACutOffThatTheRateCannotCarry() {
        assertThat(gain(2, 40, 25)).isCloseTo(1, within(0.01));
    }

    @Test
    void delaysNoSine() {
        double[] filtered = new ZeroLagFilter(9, 60).apply(sampled(t -> Math.sin(8 * t), 600, 60));
        double sine = 0;
        double cosine = 0;
        for (int i = 100; i < 500; i++) {
            sine += filtered[i] * Math.sin(8 * i / 60.0);
            cosine += filtered[i] * Math.cos(8 * i / 60.0);
        }
        assertThat(Math.atan2(cosine, sine)).isCloseTo(0, within(0.01));
    }

    @Test
    void crossesTheMiddleOfAStepWhereItIs() {
        double[] filtered = new ZeroLagFilter(6, 60).apply(sampled(t -> t < 2 ? 0 : 1, 241, 60));

        // The step lies between frames 119 and 120.
        assertThat(filtered[119] + filtered[120]).isCloseTo(1, within(1e-6));
        assertThat(filtered[119]).isLessThan(0.5);
        assertThat(filtered[60]).isCloseTo(0, within(1e-6));
    }

    @Test
    void keepsConstantsAndLinesToTheirEnds() {
        double[] constant = sampled(t -> 7.5, 40, 30);
        double[] line = sampled(t -> 3 - 2 * t, 41, 30);

        assertThat(new ZeroLagFilter(5, 30).apply(constant))
                .containsExactly(constant, within(1e-9));
        assertThat(new ZeroLagFilter(5, 30).apply(line)).containsExactly(line, within(1e-3));
    }

    @Test
    void takesAsFewAsTwoSamples() {
        assertThat(new ZeroLagFilter(5, 30).apply(new double[] {1, 2}))
                .hasSize(2)
                .doesNotContain(Double.NaN);
    }

    @Test
    void leavesWhatItIsGiven() {
        double[] given = {1, 5, 2, 8, 3, 9};
        double[] copy = given.clone();

        new ZeroLagFilter(5, 30).apply(given);

        assertThat(given).containsExactly(copy);
    }

    /** Amplitude of a sine after the filter over that before, away from the ends. */
    private static double gain(double frequency, double cutoff, double rate) {
        int n = (int) (40 * rate);
        double[] sine = sampled(t -> Math.sin(2 * Math.PI * frequency * t + 0.4), n, rate);
        double[] filtered = new ZeroLagFilter(cutoff, rate).apply(sine);
        return rms(filtered) / rms(sine);
    }

    private static double rms(double[] values) {
        double[] inner = Arrays.copyOfRange(values, values.length / 4, 3 * values.length / 4);
        return Math.sqrt(Arrays.stream(inner).map(v -> v * v).average().orElseThrow());
    }

    private static double[] sampled(DoubleUnaryOperator function, int n, double rate) {
        return Arrays.stream(SyntheticNoise.frames(n, rate)).map(function).toArray();
    }

    @Test
    void refusesWhatIsNoFrequencyAndASingleSample() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ZeroLagFilter(0, 30))
                .withMessageContaining("above 0 Hz, got 0.0 and 30.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ZeroLagFilter(5, Double.NaN))
                .withMessageContaining("got 5.0 and NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ZeroLagFilter(5, 30).apply(new double[1]))
                .withMessage("A filter needs two samples or more, got 1");
    }
}
