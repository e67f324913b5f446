/**
 * Pooling over passes, hours and days: gait of a horse from its strides, its trend against its own
 * baseline, and how much of an hour a camera covered. Pure functions of finished records; no Flink,
 * no frames, no keypoints. Deviations are called measured changes, nothing else.
 */
@NullMarked
package io.barnhand.gait.operators.gait.pooling;

import org.jspecify.annotations.NullMarked;
