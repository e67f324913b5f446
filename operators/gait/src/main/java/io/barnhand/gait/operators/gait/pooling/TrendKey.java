package io.barnhand.gait.operators.gait.pooling;

import org.jspecify.annotations.Nullable;

/**
 * The key that days must share to be compared: the pool, the directions of travel, the speed band
 * and the metric.
 *
 * @param pool horse, camera, model and gait
 * @param direction {@code image_left}, {@code image_right}, {@code both}, or null
 * @param speedBand see {@link SpeedBand}, or null where no speed is known
 * @param metric which
 */
public record TrendKey(
        PoolKey pool,
        @Nullable String direction,
        @Nullable Integer speedBand,
        TrendMetric metric) {}
