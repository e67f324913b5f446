package io.barnhand.gait.operators.stages.tracking;

import io.barnhand.gait.models.image.Box;

/**
 * Where a track is in a frame.
 *
 * @param track track id
 * @param box image px, without margin
 * @param side side of the crop, px
 * @param score of the nearest detection, 0..1
 * @param ridden whether somebody sat on it at the last detection; see {@link RiderRule}
 */
public record TrackedBox(String track, Box box, double side, float score, boolean ridden) {}
