package io.barnhand.gait.operators.video.decoding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class FrameDecimationTest {

    private static List<Integer> taken(
            FrameDecimation grid, int from, int to, double rate, long unitUs) {
        List<Integer> taken = new ArrayList<>();
        for (int i = from; i < to; i++) {
            long us = Math.round(i * 1e6 / rate / unitUs) * unitUs;
            if (grid.test(us)) {
                taken.add(i);
            }
        }
        return taken;
    }

    @Test
    void anIntegerDivisorTakesEveryNthFrameWhateverTheContainerRounds() {
        for (long unitUs : new long[] {1, 11, 1000}) {
            for (int n = 1; n <= 6; n++) {
                int divisor = n;
                List<Integer> taken =
                        taken(new FrameDecimation(0, 30.0 / divisor, null), 0, 600, 30, unitUs);

                assertThat(taken).hasSize(600 / divisor).allMatch(i -> i % divisor == 0);
            }
        }
    }

    @Test
    void aGridThatGoesOnInTheNextSegmentIsTheSameGrid() {
        List<Integer> whole = taken(new FrameDecimation(0, 12, null), 0, 100, 30, 1);
        List<Integer> cut = taken(new FrameDecimation(0, 12, null), 0, 41, 30, 1);
        long lastUs = Math.round(cut.get(cut.size() - 1) * 1e6 / 30);
        cut.addAll(taken(new FrameDecimation(0, 12, lastUs), 41, 100, 30, 1));

        assertThat(cut).isEqualTo(whole);
    }

    @Test
    void aRateThatMakesNoSenseIsRefused() {
        assertThatThrownBy(() -> new FrameDecimation(0, 0, null)).hasMessageContaining("got 0");
        assertThatThrownBy(() -> new FrameDecimation(0, Double.NaN, null))
                .hasMessageContaining("NaN");
    }
}
