package io.barnhand.gait.operators.stages.gait;

import io.barnhand.gait.operators.gait.measurement.GaitFlag;
import io.barnhand.gait.operators.gait.measurement.GaitRecord;
import io.barnhand.gait.operators.gait.measurement.GaitWindow;
import io.barnhand.gait.operators.stages.monitoring.Stage;
import java.util.List;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;

/** What {@link GaitWindowFunction} tells of its work, in the group of {@link Stage#GAIT}. */
final class GaitMetrics {

    /** Records that the quantiles of the lag rest on. */
    private static final int RECENT_RECORDS = 256;

    private final Counter poses;
    private final Counter latePoses;
    private final Counter duplicatePoses;
    private final Counter strides;
    private final Counter passes;
    private final Counter slidingWindows;
    private final Histogram lagMs;

    GaitMetrics(RuntimeContext operator) {
        MetricGroup gait = Stage.GAIT.metrics(operator);
        poses = gait.counter("poses");
        latePoses = gait.counter("latePoses");
        duplicatePoses = gait.counter("duplicatePoses");
        strides = gait.counter("strides");
        passes = gait.addGroup("kind", GaitWindow.PASS).counter("records");
        slidingWindows = gait.addGroup("kind", GaitWindow.SLIDING).counter("records");
        lagMs = gait.histogram("lagMs", new DescriptiveStatisticsHistogram(RECENT_RECORDS));
    }

    /** A pose that came. */
    void pose() {
        poses.inc();
    }

    /** A pose that came too late. */
    void late() {
        latePoses.inc();
    }

    /** A pose whose time its track has already. */
    void duplicate() {
        duplicatePoses.inc();
    }

    /**
     * A record that is emitted. Its lag is from the end of what it describes, where the clock that
     * told it is believed.
     *
     * @param nowMs processing time, ms since the epoch
     */
    void emitted(GaitRecord record, long nowMs) {
        (record.window().kind().equals(GaitWindow.SLIDING) ? slidingWindows : passes).inc();
        List<GaitFlag> flags = record.quality().flags();
        if (!flags.contains(GaitFlag.CLOCK_UNKNOWN) && !flags.contains(GaitFlag.CLOCK_OFF)) {
            lagMs.update(nowMs - record.window().endMs());
        }
    }

    /** Strides of a pass that are emitted. */
    void strides(int count) {
        strides.inc(count);
    }
}
