package io.barnhand.gait.operators.gait.rhythm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.barnhand.gait.operators.gait.numeric.AutoregressiveNoise;
import io.barnhand.gait.operators.gait.numeric.HarmonicCycle;
import io.barnhand.gait.operators.gait.signal.HoofSignals;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class HoofNoiseTest {

    @Test
    void takesTheSizeOfEachLimbAndTheMemoryOfAllByTheirSamples() {
        HoofSignals signals =
                SyntheticSignals.of(
                        SyntheticSignals.frames(120),
                        SyntheticSignals.wave(0.3, 1.5, 0.1),
                        null,
                        SyntheticSignals.wave(0.3, 1.5, 0.6),
                        SyntheticSignals.wave(0.3, 1.5, 0.85));
        Random random = new Random(9);
        for (int i = 0; i < 120; i++) {
            signals.excursion()[0][i] += 0.01 * random.nextGaussian();
            signals.excursion()[2][i] += i % 2 == 0 ? 0.03 : -0.02;
            signals.excursion()[3][i] += 0.02 * random.nextGaussian();
        }
        Arrays.fill(signals.excursion()[2], 60, 120, Double.NaN);
        Arrays.fill(signals.excursion()[3], 5, 120, Double.NaN);

        AutoregressiveNoise[] noise = HoofNoise.of(signals, 1.5);

        AutoregressiveNoise first = alone(signals, 0);
        AutoregressiveNoise third = alone(signals, 2);
        double memory = (120 * first.memory() + 60 * third.memory()) / 180;
        assertThat(noise[1].known()).isFalse();
        assertThat(noise[3].known()).isFalse();
        assertThat(noise[0].sd()).isEqualTo(first.sd());
        assertThat(noise[2].sd()).isEqualTo(third.sd());
        assertThat(noise[0].memory()).isCloseTo(memory, within(1e-12));
        assertThat(noise[2].memory()).isCloseTo(memory, within(1e-12));
        assertThat(noise[0].period()).isEqualTo(SyntheticSignals.PERIOD);
    }

    private static AutoregressiveNoise alone(HoofSignals signals, int limb) {
        return HarmonicCycle.fit(
                        signals.t(),
                        signals.excursion()[limb],
                        signals.weight()[limb],
                        1.5,
                        8,
                        SyntheticSignals.PERIOD)
                .orElseThrow()
                .noise();
    }
}
