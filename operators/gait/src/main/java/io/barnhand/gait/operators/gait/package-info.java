/**
 * From the keypoints of one track to gait metrics: pure computation, one class per thing it
 * estimates. {@code numeric} is below all, then {@code signal}, {@code rhythm}, {@code footfall}
 * and {@code body}; {@code estimate} calls them for a window, {@code passes} finds the windows and
 * {@code pooling} combines many of them. Nothing here says that a horse is lame. Knows no Flink, no
 * files and no video.
 */
@NullMarked
package io.barnhand.gait.operators.gait;

import org.jspecify.annotations.NullMarked;
