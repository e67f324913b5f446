package io.barnhand.gait.operators.gait.footfall;

import io.barnhand.gait.operators.gait.numeric.AutoregressiveNoise;
import io.barnhand.gait.operators.gait.rhythm.StrideFrequency;
import io.barnhand.gait.operators.gait.rhythm.SyntheticSignals;
import io.barnhand.gait.operators.gait.signal.HoofSignals;
import io.barnhand.gait.operators.records.Limb;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;

/**
 * Four hooves that stand and swing by {@linkplain SyntheticHoof the same rule}, each at its own
 * phase.
 *
 * @param phases touch-down in the order of {@link Limb}, share of the stride
 */
record SyntheticHooves(double frequency, double speed, double duty, double... phases) {

    SyntheticHoof hoof(Limb limb) {
        return new SyntheticHoof(frequency, speed, phases[limb.ordinal()], duty);
    }

    /** As seen from a trunk of even speed. */
    HoofSignals signals(int frames) {
        DoubleUnaryOperator[] limbs = new DoubleUnaryOperator[Limb.COUNT];
        for (Limb limb : Limb.values()) {
            SyntheticHoof hoof = hoof(limb);
            limbs[limb.ordinal()] = t -> hoof.x(t) - speed * t;
        }
        return SyntheticSignals.of(SyntheticSignals.frames(frames), limbs);
    }

    /** Over the ground. */
    GroundTrack ground(int frames) {
        double[] t = SyntheticSignals.frames(frames);
        double[][] x = new double[Limb.COUNT][frames];
        for (Limb limb : Limb.values()) {
            for (int i = 0; i < frames; i++) {
                x[limb.ordinal()][i] = hoof(limb).x(t[i]);
            }
        }
        return new GroundTrack(t, x, speed, SyntheticSignals.PERIOD);
    }

    /** Blocks that begin at the given frames, the last of which ends after the last frame. */
    StrideFrequency rhythm(HoofSignals signals, int... borders) {
        List<StrideFrequency.Block> blocks = new ArrayList<>();
        double strides = 0;
        for (int b = 0; b < borders.length; b++) {
            double from = borders[b] / SyntheticSignals.RATE - 1e-6;
            int end = b + 1 < borders.length ? borders[b + 1] : signals.frames();
            double to = end / SyntheticSignals.RATE - 1e-6;
            blocks.add(new StrideFrequency.Block(signals.between(from, to), from, to, frequency));
            strides += blocks.get(b).strides();
        }
        return new StrideFrequency(frequency, 1, strides, 0, blocks);
    }

    /** The folds of such a rhythm where nothing is known of the noise. */
    static Footfalls footfalls(StrideFrequency rhythm) {
        AutoregressiveNoise[][] noise = new AutoregressiveNoise[rhythm.blocks().size()][Limb.COUNT];
        for (AutoregressiveNoise[] block : noise) {
            Arrays.fill(block, AutoregressiveNoise.UNKNOWN);
        }
        return Footfalls.of(rhythm, noise);
    }
}
