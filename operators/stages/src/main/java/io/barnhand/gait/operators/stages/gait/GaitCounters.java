package io.barnhand.gait.operators.stages.gait;

import io.barnhand.gait.operators.gait.measurement.GaitFlag;
import io.barnhand.gait.operators.gait.measurement.GaitRecord;
import io.barnhand.gait.operators.gait.measurement.GaitWindow;
import io.barnhand.gait.operators.stages.monitoring.CounterGroup;
import java.util.List;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;

/** Counters of {@link GaitWindowFunction}, in the group of {@link CounterGroup#GAIT}. */
final class GaitCounters {

    /** Latest records over which the quantiles of the lag are taken. */
    private static final int RECENT_RECORDS = 256;

    private final Counter poses;
    private final Counter latePoses;
    private final Counter duplicatePoses;
    private final Counter strides;
    private final Counter passes;
    private final Counter slidingWindows;
    private final Histogram lagMs;

    GaitCounters(RuntimeContext operator) {
        MetricGroup gait = CounterGroup.GAIT.in(operator);
        poses = gait.counter("poses");
        latePoses = gait.counter("latePoses");
        duplicatePoses = gait.counter("duplicatePoses");
        strides = gait.counter("strides");
        passes = gait.addGroup("kind", GaitWindow.PASS).counter("records");
        slidingWindows = gait.addGroup("kind", GaitWindow.SLIDING).counter("records");
        lagMs = gait.histogram("lagMs", new DescriptiveStatisticsHistogram(RECENT_RECORDS));
    }

    /** A pose that arrived. */
    void pose() {
        poses.inc();
    }

    /** A pose that arrived too late. */
    void late() {
        latePoses.inc();
    }

    /** A pose whose time its track has already. */
    void duplicate() {
        duplicatePoses.inc();
    }

    /**
     * A record that is emitted. Its lag is the time since the end of its window, where its clock is
     * trusted.
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
