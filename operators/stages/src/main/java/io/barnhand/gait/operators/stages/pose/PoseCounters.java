package io.barnhand.gait.operators.stages.pose;

import io.barnhand.gait.operators.stages.monitoring.CounterGroup;
import java.util.concurrent.TimeUnit;
import org.apache.flink.api.common.accumulators.LongCounter;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.runtime.metrics.DescriptiveStatisticsHistogram;

/** Counters of one subtask of the pose stage, in its group {@code pose}. */
final class PoseCounters {

    /** Latest values that a histogram keeps. */
    private static final int WINDOW = 512;

    private final Counter crops;
    private final Counter failedCrops;
    private final Counter batches;
    private final Counter halvings;
    private final Histogram batchSize;
    private final Histogram latencyMs;
    private final Histogram permitWaitMs;
    private final LongCounter cpu;

    /**
     * @param detectionOnly whether there is no model
     */
    PoseCounters(RuntimeContext operator, boolean detectionOnly) {
        MetricGroup group = CounterGroup.POSE.in(operator);
        crops = group.counter("crops");
        failedCrops = group.counter("failedCrops");
        batches = group.counter("batches");
        halvings = group.counter("halvings");
        batchSize = histogram(group, "batchSize");
        latencyMs = histogram(group, "latencyMs");
        permitWaitMs = histogram(group, "permitWaitMs");
        cpu = operator.getLongCounter(CounterGroup.POSE.cpuNanos());
        group.gauge("detectionOnly", () -> detectionOnly ? 1 : 0);
    }

    /**
     * A micro-batch is done.
     *
     * @param cpuNanos CPU time that it took, ns; an accumulator, see {@link
     *     CounterGroup#cpuNanos()}
     */
    void batch(int size, int failed, long cpuNanos) {
        cpu.add(cpuNanos);
        batches.inc();
        crops.inc(size);
        failedCrops.inc(failed);
    }

    /** A call was let onto the device. */
    void permitted(long waitedNanos) {
        permitWaitMs.update(TimeUnit.NANOSECONDS.toMillis(waitedNanos));
    }

    /** A call of the network succeeded. */
    void called(int size, long tookNanos) {
        batchSize.update(size);
        latencyMs.update(TimeUnit.NANOSECONDS.toMillis(tookNanos));
    }

    /** The largest batch was halved. */
    void halved() {
        halvings.inc();
    }

    private static Histogram histogram(MetricGroup group, String name) {
        return group.histogram(name, new DescriptiveStatisticsHistogram(WINDOW));
    }
}
