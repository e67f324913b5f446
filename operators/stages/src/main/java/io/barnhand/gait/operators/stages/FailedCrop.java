package io.barnhand.gait.operators.stages;

/**
 * A crop that the pose network could not process, also not alone.
 *
 * @param camera camera id
 * @param recording recording id
 * @param track track id
 * @param timeUs event time of the frame, µs since the epoch
 * @param message what the network said
 */
public record FailedCrop(
        String camera, String recording, String track, long timeUs, String message) {}
