package io.barnhand.gait.job.analysis.camera;

import java.util.Optional;

/**
 * What a {@link ScaleReference} says of a camera.
 *
 * @param metresPerBodyLength neck to root of the tail, m; empty where no horse shows it
 * @param yawDeg angle between the path and the picture plane, degrees, 0..90; empty where it is not
 *     known
 * @param surveyed whether it comes from points of the ground, else from a taped length
 */
public record MeasuredScale(
        Optional<Double> metresPerBodyLength, Optional<Double> yawDeg, boolean surveyed) {}
