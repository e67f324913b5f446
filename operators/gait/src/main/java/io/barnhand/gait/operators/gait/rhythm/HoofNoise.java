package io.barnhand.gait.operators.gait.rhythm;

import io.barnhand.gait.operators.gait.numeric.AutoregressiveNoise;
import io.barnhand.gait.operators.gait.numeric.HarmonicCycle;
import io.barnhand.gait.operators.gait.signal.HoofSignals;
import io.barnhand.gait.operators.records.Limb;

/**
 * The noise of each hoof in a stretch of one frequency: what is left of its excursion when a cycle
 * of up to eight harmonics is taken off, which follows a hoof closer than three do. It holds the
 * keypoints' error and what differs from stride to stride; the memory of all limbs is taken as one,
 * weighted by their samples.
 */
final class HoofNoise {

    private static final int HARMONICS = 8;

    private HoofNoise() {}

    /** {@code [4]} in the order of {@link Limb}; unknown for a limb with too few samples. */
    static AutoregressiveNoise[] of(HoofSignals signals, double frequency) {
        AutoregressiveNoise[] own = new AutoregressiveNoise[Limb.COUNT];
        double memory = 0;
        double samples = 0;
        for (Limb limb : Limb.values()) {
            int l = limb.ordinal();
            own[l] =
                    HarmonicCycle.fit(
                                    signals.t(),
                                    signals.excursion()[l],
                                    signals.weight()[l],
                                    frequency,
                                    HARMONICS,
                                    signals.period())
                            .map(HarmonicCycle::noise)
                            .orElse(AutoregressiveNoise.UNKNOWN);
            if (own[l].known()) {
                memory += signals.seen(limb) * own[l].memory();
                samples += signals.seen(limb);
            }
        }
        for (int l = 0; l < Limb.COUNT; l++) {
            if (own[l].known()) {
                own[l] = new AutoregressiveNoise(own[l].sd(), memory / samples, signals.period());
            }
        }
        return own;
    }
}
