package io.barnhand.gait.operators.gait.measurement;

/**
 * Left–right symmetry, 200·(L − R)/(L + R) %, positive where the left limb's value is larger (gait
 * reference, section 2.7). In a side view left and right are near and far, which biases every one
 * of these, so they are estimable only where the horse was seen travelling both ways: in a single
 * pass they are null with {@code single_direction}.
 *
 * @param stanceFore stance duration of the fore limbs
 * @param stanceHind stance duration of the hind limbs
 * @param strideLengthFore stride length of the fore limbs
 * @param strideLengthHind stride length of the hind limbs
 */
@FilledByName
public record SymmetryPct(
        Metric stanceFore, Metric stanceHind, Metric strideLengthFore, Metric strideLengthHind)
        implements SymmetryPctBuilder.With {

    /** Nothing known, for the given reasons. */
    public static SymmetryPct absent(Metric reason) {
        return new SymmetryPct(reason, reason, reason, reason);
    }
}
