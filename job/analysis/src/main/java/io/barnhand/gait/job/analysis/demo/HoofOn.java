package io.barnhand.gait.job.analysis.demo;

import io.barnhand.gait.job.formats.json.StrideLine;
import io.barnhand.gait.operators.gait.measurement.StrideRecord;
import io.barnhand.gait.operators.records.Limb;
import java.util.List;

/**
 * A touch-down that was measured.
 *
 * @param camera camera id
 * @param track track id
 * @param passStartMs event time of the pass's first frame, ms
 * @param limb which
 * @param timeUs event time, µs
 */
record HoofOn(String camera, String track, long passStartMs, Limb limb, long timeUs) {

    /** The two that a stride line goes from and to. */
    static List<HoofOn> read(String line) {
        StrideRecord stride = StrideLine.read(line);
        return List.of(of(stride, stride.onUs()), of(stride, stride.nextOnUs()));
    }

    private static HoofOn of(StrideRecord stride, long timeUs) {
        return new HoofOn(
                stride.cameraId(),
                stride.trackId(),
                Math.floorDiv(stride.passStartUs(), 1000),
                Limb.valueOf(stride.limb()),
                timeUs);
    }
}
