package io.barnhand.gait.operators.gait.measurement;

import org.jspecify.annotations.Nullable;

/**
 * The stretch of a track that a record describes.
 *
 * @param startMs event time of the first frame, ms since the epoch
 * @param endMs event time of the last frame (pass) or end of the window (sliding), ms
 * @param kind {@code pass}, {@code sliding} or {@code pooled}; sliding windows overlap and are for
 *     display only
 * @param passes number of passes pooled
 * @param nStrides strides in the usable frames, with fraction, or null where there is no rhythm
 * @param direction {@code image_left}, {@code image_right}, {@code both} where passes are pooled,
 *     or null where it is not known
 */
public record GaitWindow(
        long startMs,
        long endMs,
        String kind,
        int passes,
        @Nullable Double nStrides,
        @Nullable String direction) {

    public static final String PASS = "pass";
    public static final String SLIDING = "sliding";
    public static final String POOLED = "pooled";
    public static final String IMAGE_LEFT = "image_left";
    public static final String IMAGE_RIGHT = "image_right";
    public static final String BOTH = "both";
}
