package io.barnhand.gait.job.analysis.validation.observe;

import io.barnhand.gait.operators.records.Limb;
import io.barnhand.gait.operators.synthetic.SyntheticGait;

/**
 * Variation of the stride durations of the limbs of a synthetic horse. Its cycles, which begin
 * where phases count from, vary each by itself; a limb that lands at the phase φ has of each stride
 * 1 − φ in one cycle and φ in the next, and strides that vary less: CV²·((1 − φ)² + φ²).
 */
final class StrideVariationTruth {

    private StrideVariationTruth() {}

    /**
     * As estimators give it, from the mean of CV² over the limbs, %.
     *
     * @param cycleCv of the cycles
     */
    static double pct(SyntheticGait gait, double cycleCv) {
        double shares = 0;
        for (Limb limb : Limb.values()) {
            double phase = gait.phase(limb) - Math.floor(gait.phase(limb));
            shares += ((1 - phase) * (1 - phase) + phase * phase) / Limb.COUNT;
        }
        return 100 * cycleCv * Math.sqrt(shares);
    }
}
