package io.barnhand.gait.operators.detection;

import io.barnhand.gait.operators.VideoSegment;
import java.util.List;

/**
 * What {@link HorseDetection} keeps of a unit between segments.
 *
 * @param camera camera id
 * @param recording recording id
 * @param order of its segments
 * @param tail segments that hold the frames still held, to decode them again
 * @param tracking without pixels
 * @param silenceMs processing time at which silence ends the tracks, or at which the unit is
 *     forgotten, ms, or null
 * @param silent whether silence, or the last segment, has ended the tracks
 */
public record UnitState(
        String camera,
        String recording,
        SegmentOrder order,
        List<VideoSegment> tail,
        TrackingState tracking,
        Long silenceMs,
        boolean silent) {

    UnitState withSilenceAt(long ms) {
        return new UnitState(camera, recording, order, tail, tracking, ms, silent);
    }
}
