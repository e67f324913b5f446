package io.barnhand.gait.operators.gait.measurement;

/**
 * How long each hoof is on the ground (gait reference, section 2.4).
 *
 * @param stanceS hoof-on to hoof-off, s
 * @param swingS hoof-off to hoof-on, s
 * @param dutyFactor share of the stride a hoof is on the ground, 0..1
 */
@FilledByName
public record StanceTiming(Limbs stanceS, Limbs swingS, Limbs dutyFactor)
        implements StanceTimingBuilder.With {

    /** Nothing known, for the given reasons. */
    public static StanceTiming absent(Metric reason) {
        Limbs limbs = Limbs.all(reason);
        return new StanceTiming(limbs, limbs, limbs);
    }
}
