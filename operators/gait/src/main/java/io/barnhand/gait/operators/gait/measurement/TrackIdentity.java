package io.barnhand.gait.operators.gait.measurement;

/**
 * Whom a record is of, and where it was filmed.
 *
 * @param horseId pinned horse, or null
 * @param trackId track id
 * @param cameraId camera id
 * @param recording recording id
 */
@FilledByName
public record TrackIdentity(String horseId, String trackId, String cameraId, String recording) {}
