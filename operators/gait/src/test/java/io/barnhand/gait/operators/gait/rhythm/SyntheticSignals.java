package io.barnhand.gait.operators.gait.rhythm;

import io.barnhand.gait.operators.gait.signal.HoofSignals;
import io.barnhand.gait.operators.records.Limb;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/** Synthetic hoof signals by known functions of time, all samples of weight 1. */
public final class SyntheticSignals {

    public static final double RATE = 30;
    public static final double PERIOD = 1 / RATE;

    private SyntheticSignals() {}

    /** {@code [n]} times of frames, s. */
    public static double[] frames(int n) {
        double[] t = new double[n];
        for (int i = 0; i < n; i++) {
            t[i] = i / RATE;
        }
        return t;
    }

    /**
     * @param limbs in the order of {@link Limb}; null for one that is not seen
     */
    public static HoofSignals of(double[] t, DoubleUnaryOperator... limbs) {
        double[][] excursion = new double[Limb.COUNT][];
        double[][] weight = new double[Limb.COUNT][];
        for (int l = 0; l < Limb.COUNT; l++) {
            DoubleUnaryOperator limb = limbs[l];
            excursion[l] =
                    Arrays.stream(t)
                            .map(s -> limb == null ? Double.NaN : limb.applyAsDouble(s))
                            .toArray();
            weight[l] = new double[t.length];
            Arrays.fill(weight[l], limb == null ? 0 : 1);
        }
        return new HoofSignals(t, excursion, weight, PERIOD);
    }

    /** {@code amplitude·cos 2π(frequency·t − phase)}. */
    static DoubleUnaryOperator wave(double amplitude, double frequency, double phase) {
        return t -> amplitude * Math.cos(2 * Math.PI * (frequency * t - phase));
    }

    static DoubleUnaryOperator sum(DoubleUnaryOperator one, DoubleUnaryOperator other) {
        return t -> one.applyAsDouble(t) + other.applyAsDouble(t);
    }

    /** Adds + − − + over and over, which no line and no harmonic of 1.5 Hz can follow. */
    static void addUnfittable(HoofSignals signals, double size) {
        for (double[] e : signals.excursion()) {
            for (int i = 0; i < e.length; i++) {
                e[i] += i % 4 == 0 || i % 4 == 3 ? size : -size;
            }
        }
    }
}
