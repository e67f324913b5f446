package io.barnhand.gait.job.cli.publish;

import io.barnhand.gait.operators.video.VideoSegment;
import io.barnhand.gait.operators.video.container.DiskFile;
import io.barnhand.gait.operators.video.planning.SegmentPlanner;
import io.barnhand.gait.operators.video.planning.Sidecar;

/**
 * What a file and its sidecar say of its place in time.
 *
 * @param startUs time of the first frame, µs since the epoch, or null where no clock is known
 * @param durationUs length, µs, or null
 * @param name of a recording that has no time, which is no other file's: chapters of a recording
 *     are planned under the name of the first, but nothing counts those without a time
 * @param recording the sidecar's, or null
 * @param sequence the sidecar's, or null
 */
record FileDescription(
        Long startUs, Long durationUs, String name, String recording, Long sequence) {

    /**
     * @param planned the file as the planner gives it
     * @param durationUs its length, µs, or null
     */
    static FileDescription of(
            SegmentPlanner planner,
            DiskFile file,
            VideoSegment planned,
            Long durationUs,
            Sidecar sidecar) {
        return new FileDescription(
                planned.clock().isDated() ? planned.startUs() : null,
                durationUs,
                planner.ownRecording(file.path()),
                sidecar.recording() == null ? null : planned.recording(),
                sidecar.sequence());
    }
}
