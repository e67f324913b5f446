package io.barnhand.gait.job.simulation.horse;

import io.barnhand.gait.operators.records.HorsePose;
import io.barnhand.gait.operators.records.Limb;

/**
 * Where the bones of a horse are at one instant, in the median plane: x along its path from the
 * path's start, z up, BL. Across, every bone stays where it is on the body.
 */
final class Posture {

    private final double[] x = new double[Bone.COUNT];
    private final double[] z = new double[Bone.COUNT];
    private final double[] angle = new double[Bone.COUNT];

    /** Along the path, to the left, up; in AP-10K's order. */
    private final double[][] keypoints = new double[HorsePose.KEYPOINTS][];

    void set(Bone bone, Joint origin, double direction) {
        x[bone.ordinal()] = origin.x();
        z[bone.ordinal()] = origin.z();
        angle[bone.ordinal()] = direction;
    }

    void keypoint(int index, Joint place, double left) {
        keypoints[index] = new double[] {place.x(), left, place.z()};
    }

    /** Where a bone begins; the upper bone of a fore limb is held at its lower end, the elbow. */
    Joint origin(Bone bone) {
        return new Joint(x[bone.ordinal()], z[bone.ordinal()]);
    }

    /** Direction from a bone's beginning to its end, radians. */
    double angle(Bone bone) {
        return angle[bone.ordinal()];
    }

    /** {@code [keypoints][3]}: along the path, to the left of it, up; BL. */
    double[][] keypoints() {
        return keypoints;
    }

    /** Lower end of the cannon. */
    Joint fetlock(Limb limb) {
        return origin(Bone.pastern(limb));
    }
}
