package io.barnhand.gait.operators.gait.pooling;

import io.barnhand.gait.operators.gait.measurement.StepAsymmetry;
import io.barnhand.gait.operators.gait.measurement.SymmetryPct;

/**
 * What a camera's view makes of left and right: the limbs near it against the far ones, half the
 * difference of the two directions of travel (gait reference, section 2.7). A property of the
 * camera, the pose model and the gait, not of the horse.
 *
 * @param cameraId camera id
 * @param symmetryPct 200·(near − far)/(near + far), %, positive where the near limb's value is
 *     larger
 * @param stepAsymPhase share of the stride, positive where the near limb is seen late
 */
public record CameraBias(String cameraId, SymmetryPct symmetryPct, StepAsymmetry stepAsymPhase) {}
