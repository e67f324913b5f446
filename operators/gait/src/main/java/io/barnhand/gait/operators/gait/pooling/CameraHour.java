package io.barnhand.gait.operators.gait.pooling;

import org.jspecify.annotations.Nullable;

/**
 * Coverage of one camera in one clock hour. "No data" is not "no movement": where nothing was
 * decoded, nothing is known of horses either. A horse followed by two cameras is in both.
 *
 * @param cameraId camera id
 * @param hourStartMs start of the clock hour, UTC, ms since the epoch
 * @param expectedS seconds that announced segments cover, or null where none was announced
 * @param decodedS seconds whose frames were decoded, or null where nothing is known of any
 * @param horseS seconds in which at least one horse was followed; null where nothing was decoded
 * @param usableS seconds in which the keypoints of at least one horse passed the gates; null where
 *     nothing was decoded
 */
public record CameraHour(
        String cameraId,
        long hourStartMs,
        @Nullable Double expectedS,
        @Nullable Double decodedS,
        @Nullable Double horseS,
        @Nullable Double usableS) {}
