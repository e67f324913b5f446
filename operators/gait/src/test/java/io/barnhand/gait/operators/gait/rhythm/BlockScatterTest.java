package io.barnhand.gait.operators.gait.rhythm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class BlockScatterTest {

    @Test
    void widensAnErrorToTheScatterOfEightBlocks() {
        List<Double> blocks = List.of(1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0);

        // Their variance is 6.
        assertThat(BlockScatter.atLeast(0.1, blocks)).isCloseTo(Math.sqrt(6.0 / 8), within(1e-12));
        assertThat(BlockScatter.atLeast(0.9, blocks)).isEqualTo(0.9);
    }

    @Test
    void doesNotTrustTheScatterOfSeven() {
        assertThat(BlockScatter.atLeast(0.1, List.of(1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0)))
                .isEqualTo(0.1);
    }
}
