package io.barnhand.gait.operators.gait.measurement;

import org.jspecify.annotations.Nullable;

/**
 * Median raw score per group of keypoints; null where a group is absent throughout.
 *
 * @param head eyes and nose
 * @param trunk neck, root of tail, shoulders, hips
 * @param hooves the four hooves
 * @param joints carpi and hocks
 */
public record MedianConfidence(
        @Nullable Double head,
        @Nullable Double trunk,
        @Nullable Double hooves,
        @Nullable Double joints) {}
