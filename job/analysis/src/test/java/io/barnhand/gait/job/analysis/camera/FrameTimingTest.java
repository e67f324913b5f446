package io.barnhand.gait.job.analysis.camera;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class FrameTimingTest {

    @Test
    void aSteadyCameraHasNeitherJitterNorLoss() {
        long[] us = new long[250];
        for (int i = 0; i < us.length; i++) {
            us[i] = 5_000_000 + 40_000L * i;
        }
        FrameTiming timing = FrameTiming.of(us, changing(us.length));
        assertThat(timing.fps()).isCloseTo(25, within(1e-9));
        assertThat(timing.jitterMs()).isCloseTo(0, within(1e-6));
        assertThat(timing.lostShare()).isZero();
        assertThat(timing.repeatedShare()).isZero();
        assertThat(timing.seconds()).isCloseTo(9.96, within(1e-9));
    }

    @Test
    void lostFramesAreCountedAndAreNoJitter() {
        long[] us = new long[100];
        for (int i = 1; i < us.length; i++) {
            us[i] = us[i - 1] + (i == 30 ? 4 * 33_333L : 33_333L);
        }
        FrameTiming timing = FrameTiming.of(us, changing(us.length));
        assertThat(timing.lostShare()).isCloseTo(3 / 103.0, within(1e-9));
        assertThat(timing.jitterMs()).isCloseTo(0, within(1e-6));
    }

    @Test
    void aRepeatedPictureIsKnownDespiteTheCoder() {
        double[] change = changing(50);
        change[10] = 0;
        change[20] = 0.2;
        long[] us = new long[50];
        Arrays.setAll(us, i -> 20_000L * i);
        assertThat(FrameTiming.of(us, change).repeatedShare()).isCloseTo(2 / 50.0, within(1e-9));
    }

    @Test
    void oneFrameHasNoRate() {
        FrameTiming timing = FrameTiming.of(new long[] {7}, new double[1]);
        assertThat(timing.fps()).isNull();
        assertThat(timing.jitterMs()).isNull();
    }

    private static double[] changing(int frames) {
        double[] change = new double[frames];
        Arrays.fill(change, 2.5);
        return change;
    }

    @Test
    void aSceneThatComesToRestIsNotRepeated() {
        double[] change = {0, 2, 1.1, .8, .5, .26, .11, .04, .01};
        long[] us = new long[change.length];
        Arrays.setAll(us, i -> 20_000L * i);
        assertThat(FrameTiming.of(us, change).repeatedShare()).isZero();
    }
}
