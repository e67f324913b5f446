package io.barnhand.gait.operators.gait.measurement;

/**
 * How far the right limb touches down from half a stride after the left one: wrap(φ_R − φ_L − ½),
 * share of the stride, positive = right late (gait reference, section 2.7). Null with {@code
 * single_direction} unless the horse was seen travelling both ways.
 *
 * @param fore of the fore limbs
 * @param hind of the hind limbs
 */
@FilledByName
public record StepAsymmetry(Metric fore, Metric hind) implements StepAsymmetryBuilder.With {

    /** Nothing known, for the given reasons. */
    public static StepAsymmetry absent(Metric reason) {
        return new StepAsymmetry(reason, reason);
    }
}
