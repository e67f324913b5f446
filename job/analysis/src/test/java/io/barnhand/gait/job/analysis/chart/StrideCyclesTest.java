package io.barnhand.gait.job.analysis.chart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class StrideCyclesTest {

    private static final double[] T = {0, 0.25, 0.5, 0.75, 1};

    @Test
    void meanAndIntervalAreThoseOfTheStrides() {
        StrideCycles cycles = new StrideCycles();
        for (double value : new double[] {1, 2, 3}) {
            cycles.add(T, new double[] {value, value, value, value, value}, 0, 1, 0.3);
        }

        double[][] mean = cycles.mean();

        assertThat(mean[0]).containsOnly(2);
        // Student's t of 2 degrees of freedom is 4.303, the standard error 1/√3.
        assertThat(mean[1][5]).isCloseTo(2 - 2.484, within(0.001));
        assertThat(mean[2][30]).isCloseTo(2 + 2.484, within(0.001));
    }

    @Test
    void ofTwoStridesThereIsNoMean() {
        StrideCycles cycles = new StrideCycles();
        cycles.add(T, T, 0, 1, 0.3);
        cycles.add(T, T, 0, 1, 0.3);

        assertThat(cycles.mean()[0]).containsOnly(Double.NaN);
        assertThat(cycles.strides()).hasSize(2);
        assertThat(cycles.strides().get(0)[15]).isCloseTo(0.5, within(1e-9));
    }

    @Test
    void nothingIsDrawnWhereFramesAreMissing() {
        StrideCycles cycles = new StrideCycles();
        cycles.add(new double[] {0, 0.1, 0.9, 1}, new double[] {0, 1, 2, 3}, 0, 1, 0.3);

        double[] stride = cycles.strides().get(0);

        assertThat(stride[15]).isNaN();
        assertThat(stride[30]).isCloseTo(3, within(1e-9));
    }

    @Test
    void ofManyStridesThoseDrawnAreSpreadOverThePass() {
        StrideCycles cycles = new StrideCycles();
        for (double value = 0; value < 30; value++) {
            cycles.add(T, new double[] {value, value, value, value, value}, 0, 1, 0.3);
        }

        assertThat(cycles.drawn()).hasSize(8);
        assertThat(cycles.drawn().get(0)[0]).isZero();
        assertThat(cycles.drawn().get(7)[0]).isEqualTo(29);
        assertThat(cycles.mean()[0][0]).isCloseTo(14.5, within(1e-9));
    }

    @Test
    void aLimbThatWasNotSeenHasNoStride() {
        StrideCycles cycles = new StrideCycles();
        double nan = Double.NaN;
        cycles.add(T, new double[] {nan, nan, nan, nan, nan}, 0, 1, 0.3);

        assertThat(cycles.isEmpty()).isTrue();
    }
}
