package io.barnhand.gait.job.analysis.compare;

import io.barnhand.gait.job.analysis.results.RecordingId;
import io.barnhand.gait.operators.gait.measurement.Metric;
import java.util.Map;

/**
 * A pass as a run measured it.
 *
 * @param recording which
 * @param track track id
 * @param startMs event time of the first frame, ms since the epoch
 * @param endMs event time of the last frame, ms
 * @param direction as the gait line has it, or null
 * @param gait class
 * @param model id of the pose model, or null where none ran
 * @param semantics what its keypoints are on a horse
 * @param metrics those with a value, by their names in the gait line, groups with dots
 */
record MeasuredPass(
        RecordingId recording,
        String track,
        long startMs,
        long endMs,
        String direction,
        String gait,
        String model,
        String semantics,
        Map<String, Metric> metrics) {

    /** Time in both over time in either, 0..1. */
    double overlap(MeasuredPass other) {
        double both = Math.min(endMs, other.endMs) - Math.max(startMs, other.startMs);
        double either = Math.max(endMs, other.endMs) - Math.min(startMs, other.startMs);
        return either <= 0 ? 1 : Math.max(0, both) / either;
    }
}
