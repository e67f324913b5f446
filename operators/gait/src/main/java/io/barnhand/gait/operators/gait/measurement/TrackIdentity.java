package io.barnhand.gait.operators.gait.measurement;

import org.jspecify.annotations.Nullable;

/**
 * Whom a record is of, and where it was filmed.
 *
 * @param horseId pinned horse, or null
 * @param trackId track id, or null where a known horse's tracks are pooled
 * @param cameraId camera id
 * @param recording recording id, or null where a known horse's are pooled
 */
@FilledByName
public record TrackIdentity(
        @Nullable String horseId,
        @Nullable String trackId,
        String cameraId,
        @Nullable String recording) {}
