package io.barnhand.gait.job.analysis.report.data;

import io.barnhand.gait.job.analysis.results.RecordingId;
import io.barnhand.gait.operators.gait.measurement.GaitRecord;
import io.barnhand.gait.operators.gait.measurement.StrideRecord;
import io.barnhand.gait.operators.records.HorsePose;
import java.util.List;

/**
 * A pass with all that belongs to it.
 *
 * @param record its gait line
 * @param strides its stride lines, by hoof-on
 * @param poses its pose lines, by time; empty where there is no archive
 * @param posesLeftOut whether there are more poses than a report takes in, so that none are given
 */
public record ReportedPass(
        GaitRecord record,
        List<StrideRecord> strides,
        List<HorsePose> poses,
        boolean posesLeftOut) {

    public RecordingId recording() {
        return new RecordingId(record.track().cameraId(), record.track().recording());
    }

    /** Event time of the first frame, µs. */
    public long startUs() {
        return 1000 * record.window().startMs();
    }

    /** Event time of the last frame, µs. */
    public long endUs() {
        return 1000 * record.window().endMs();
    }
}
