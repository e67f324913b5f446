package io.barnhand.gait.operators.stages.detection;

import io.barnhand.gait.operators.stages.tracking.TrackingState;
import io.barnhand.gait.operators.video.VideoSegment;
import java.util.List;

/**
 * State that {@link HorseDetectionFunction} keeps of a unit between segments.
 *
 * <p><b>It outlives the version that wrote it.</b> This record and all that it holds, and those of
 * {@link io.barnhand.gait.operators.stages.gait.GaitWindowFunction}, are in savepoints, where Flink
 * finds a record by the name of its class and a component by its own. So a component may be added,
 * and is null, 0 or false in what an older job kept: the code must take that for "not known". One
 * may be taken out, and is skipped. A component that is renamed is lost, and one of another type, a
 * class of another name or in another package, or another name of the state or of the operator's id
 * makes every older savepoint useless. A savepoint of an earlier version is restored by the
 * integration tests: whoever changes the state brings a migration where it no longer is.
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

    /** Of a unit that begins with a segment. */
    static UnitState beginning(VideoSegment first) {
        return new UnitState(
                first.camera(),
                first.recording(),
                SegmentOrder.begin(first.sequence()),
                List.of(),
                TrackingState.beginning(first.span() == null ? null : first.span().anchorUs()),
                null,
                false);
    }

    UnitState withSilenceAt(long ms) {
        return new UnitState(camera, recording, order, tail, tracking, ms, silent);
    }
}
