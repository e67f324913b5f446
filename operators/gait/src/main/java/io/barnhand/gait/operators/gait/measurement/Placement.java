package io.barnhand.gait.operators.gait.measurement;

/**
 * When each hoof comes to the ground within the stride (gait reference, section 2.5).
 *
 * @param limbPhase touch-down after the reference hind's (the left one; in canter and gallop the
 *     trailing one), as a share of the stride, 0..1
 * @param lap lateral advanced placement: fore minus hind of the same side, 0..1
 * @param dap diagonal advanced placement: fore minus diagonal hind, −0.5..0.5, positive = hind
 *     first
 */
@FilledByName
public record Placement(Limbs limbPhase, Metric lap, Metric dap) implements PlacementBuilder.With {

    /** Nothing known, for the given reasons. */
    public static Placement absent(Metric reason) {
        return new Placement(Limbs.all(reason), reason, reason);
    }
}
