package io.barnhand.gait.operators.gait.measurement;

import java.util.List;

/**
 * The metrics of a pass, a window or a pool, by what they are about.
 *
 * @param pace speed and stride
 * @param limbStrideLengthBl way of each hoof from one stance to the next, BL
 * @param stance hooves on the ground and off it
 * @param placement hooves within the stride
 * @param support hooves on the ground at a time
 * @param symmetryPct left against right
 * @param stepAsymPhase left against right in time
 * @param verticalAsymPctBl head and tail root at the trot
 * @param romDeg joint angles
 * @param trunk attitude of the trunk
 * @param regularity likeness of the strides
 */
@FilledByName
public record WindowMetrics(
        Pace pace,
        Limbs limbStrideLengthBl,
        StanceTiming stance,
        Placement placement,
        GroundSupport support,
        SymmetryPct symmetryPct,
        StepAsymmetry stepAsymPhase,
        VerticalAsymmetry verticalAsymPctBl,
        JointRanges romDeg,
        TrunkMovement trunk,
        Regularity regularity)
        implements WindowMetricsBuilder.With {

    /** Every metric absent, for the same reasons. */
    public static WindowMetrics absent(int strides, List<GaitFlag> reasons) {
        Metric absent = Metric.absent(strides, reasons);
        return new WindowMetrics(
                Pace.absent(absent),
                Limbs.all(absent),
                StanceTiming.absent(absent),
                Placement.absent(absent),
                GroundSupport.absent(absent),
                SymmetryPct.absent(absent),
                StepAsymmetry.absent(absent),
                VerticalAsymmetry.absent(absent),
                JointRanges.absent(absent, null),
                TrunkMovement.absent(absent),
                Regularity.absent(absent));
    }
}
