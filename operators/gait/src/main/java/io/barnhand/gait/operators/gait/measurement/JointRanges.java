package io.barnhand.gait.operators.gait.measurement;

import org.jspecify.annotations.Nullable;

/**
 * Range of motion of the joint angles of the near limbs over the mean stride, degrees (gait
 * reference, section 2.9). Named by AP-10K's keypoints, which on hoofed animals are one joint
 * further down the limb.
 *
 * @param elbowKp at Elbow between Shoulder and F_Paw (on a horse: carpus)
 * @param kneeKp at Knee between Hip and B_Paw (on a horse: hock)
 * @param hipKp at Hip between Root_of_tail and Knee (on a horse: stifle)
 * @param shoulderKp at Shoulder between Neck and Elbow (on a horse: elbow)
 * @param side {@code L} or {@code R}, the side towards the camera, or null
 */
@FilledByName
public record JointRanges(
        Metric elbowKp, Metric kneeKp, Metric hipKp, Metric shoulderKp, @Nullable String side)
        implements JointRangesBuilder.With {

    /** Nothing known, for the given reasons. */
    public static JointRanges absent(Metric reason, @Nullable String side) {
        return new JointRanges(reason, reason, reason, reason, side);
    }
}
