package io.barnhand.gait.operators.gait.measurement;

import io.barnhand.gait.operators.records.Limb;

/**
 * Number of whole strides of each limb whose hoof-on, hoof-off and next hoof-on were all seen.
 *
 * @param lh left hind
 * @param lf left fore
 * @param rh right hind
 * @param rf right fore
 */
public record LimbStrides(int lh, int lf, int rh, int rf) {

    /** From counts in the order of {@link Limb}. */
    public static LimbStrides of(int[] counts) {
        return new LimbStrides(counts[0], counts[1], counts[2], counts[3]);
    }
}
