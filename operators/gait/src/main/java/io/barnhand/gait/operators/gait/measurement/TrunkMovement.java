package io.barnhand.gait.operators.gait.measurement;

/**
 * How the trunk is carried (gait reference, section 2.10).
 *
 * @param trunkInclDeg mean inclination of Neck above Root_of_tail over the ground line, degrees,
 *     nose up positive
 * @param trunkPitchAmpDeg amplitude of that inclination at the stride frequency, degrees; canter
 *     and gallop only
 */
@FilledByName
public record TrunkMovement(Metric trunkInclDeg, Metric trunkPitchAmpDeg)
        implements TrunkMovementBuilder.With {

    /** Nothing known, for the given reasons. */
    public static TrunkMovement absent(Metric reason) {
        return new TrunkMovement(reason, reason);
    }
}
