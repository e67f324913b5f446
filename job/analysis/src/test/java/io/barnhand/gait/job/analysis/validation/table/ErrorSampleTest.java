package io.barnhand.gait.job.analysis.validation.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.barnhand.gait.job.analysis.validation.observe.Observation;
import io.barnhand.gait.job.analysis.validation.observe.ValidatedQuantity;
import io.barnhand.gait.operators.gait.measurement.GaitFlag;
import io.barnhand.gait.operators.gait.measurement.Metric;
import java.util.List;
import org.junit.jupiter.api.Test;

class ErrorSampleTest {

    @Test
    void tellsErrorsInTheUnitOfTheMeasure() {
        ErrorSample relative = new ErrorSample(List.of(of(ValidatedQuantity.SPEED, 2, 2.02)));
        ErrorSample time = new ErrorSample(List.of(of(ValidatedQuantity.STANCE, 0.300, 0.310)));

        assertThat(relative.bias()).isCloseTo(1, within(1e-9));
        assertThat(time.bias()).isCloseTo(10, within(1e-9));
    }

    @Test
    void countsWhatWasNotGivenButNotInTheErrors() {
        ErrorSample sample =
                new ErrorSample(
                        List.of(
                                of(ValidatedQuantity.DUTY_FACTOR, 0.4, 0.41),
                                of(ValidatedQuantity.DUTY_FACTOR, 0.4, 0.37),
                                of(ValidatedQuantity.DUTY_FACTOR, 0.4, Double.NaN)));

        assertThat(sample.givenShare()).isCloseTo(2.0 / 3, within(1e-9));
        assertThat(sample.bias()).isCloseTo(-0.01, within(1e-9));
        assertThat(sample.sd()).isCloseTo(0.04 / Math.sqrt(2), within(1e-9));
        assertThat(sample.rms()).isCloseTo(Math.sqrt(5e-4), within(1e-9));
        assertThat(sample.quantile(1)).isCloseTo(0.03, within(1e-9));
    }

    @Test
    void countsTheIntervalsThatHoldTheTruth() {
        ErrorSample sample =
                new ErrorSample(
                        List.of(
                                Observation.of(
                                        0, "walk", ValidatedQuantity.LAP, 0.25, metric(0.26, 0.01)),
                                Observation.of(
                                        1, "walk", ValidatedQuantity.LAP, 0.25, metric(0.30, 0.01)),
                                Observation.of(
                                        2,
                                        "walk",
                                        ValidatedQuantity.LAP,
                                        0.25,
                                        metric(0.25, Double.NaN))));

        assertThat(sample.intervals()).isEqualTo(2);
        assertThat(sample.coverage()).isEqualTo(0.5);
        assertThat(sample.meanWidth()).isCloseTo(2 * 1.96 * 0.01, within(1e-9));
    }

    @Test
    void takesTheTruthNextToAPhaseThatGoesRound() {
        Observation late =
                Observation.round(0, "trot", ValidatedQuantity.LIMB_PHASE, 0.0, metric(0.99, 0.02));

        assertThat(late.error()).isCloseTo(-0.01, within(1e-9));
        assertThat(late.covered()).isTrue();
    }

    @Test
    void readsBackWhatItWrites() {
        Observation written =
                Observation.of(
                        7,
                        "walk",
                        ValidatedQuantity.SPEED,
                        1.15,
                        new Metric(
                                1.125,
                                null,
                                1.0,
                                1.25,
                                3,
                                List.of(GaitFlag.LOW_FPS, GaitFlag.LOW_STRIDES)));

        assertThat(Observation.parse(written.line()).line()).isEqualTo(written.line());
        assertThat(Observation.parse(written.line()).value()).isEqualTo(1.125);
        assertThatThrownBy(() -> Observation.parse("1,walk,speed"))
                .hasMessageContaining("8 fields, got 3");
    }

    private static Observation of(ValidatedQuantity measure, double truth, double value) {
        return Observation.bare(0, "walk", measure, truth, value, "");
    }

    private static Metric metric(double value, double standardError) {
        return Metric.of(value, standardError, 3, List.of());
    }
}
