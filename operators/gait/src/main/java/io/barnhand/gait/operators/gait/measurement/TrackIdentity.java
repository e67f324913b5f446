package io.barnhand.gait.operators.gait.measurement;

import org.jspecify.annotations.Nullable;

/**
 * Horse, track and camera of a record.
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
