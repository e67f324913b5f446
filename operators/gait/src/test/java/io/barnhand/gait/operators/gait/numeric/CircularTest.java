package io.barnhand.gait.operators.gait.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class CircularTest {

    @Test
    void takesMeansRoundTheCircle() {
        double[] places = {0.95, 0.05, 0.99, 0.01};
        double sin = 0;
        double cos = 0;
        for (double place : places) {
            sin += Math.sin(2 * Math.PI * place);
            cos += Math.cos(2 * Math.PI * place);
        }

        assertThat(Circular.signed(Circular.mean(sin, cos))).isCloseTo(0, within(1e-12));
        assertThat(Circular.mean(-1, 0)).isEqualTo(0.75);
        assertThat(Circular.mean(0, 0)).isNaN();
        assertThat(Circular.signed(0.9)).isCloseTo(-0.1, within(1e-12));
        assertThat(Circular.signed(-0.6)).isCloseTo(0.4, within(1e-12));
    }

    @Test
    void beginsTheCircleAtNought() {
        assertThat(Circular.mean(0, 1)).isZero();
        assertThat(Circular.mean(0, -1)).isEqualTo(0.5);
    }
}
