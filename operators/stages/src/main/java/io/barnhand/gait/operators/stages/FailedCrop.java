package io.barnhand.gait.operators.stages;

/**
 * A crop that the pose network could not process, not even alone.
 *
 * @param camera camera id
 * @param recording recording id
 * @param track track id
 * @param timeUs event time of the frame, µs since the epoch
 * @param message of the failure
 */
public record FailedCrop(
        String camera, String recording, String track, long timeUs, String message) {}
