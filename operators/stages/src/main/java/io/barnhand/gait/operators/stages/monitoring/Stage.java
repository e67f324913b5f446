package io.barnhand.gait.operators.stages.monitoring;

import java.util.Locale;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.metrics.MetricGroup;

/** Stages of the job by which its metrics are named. */
public enum Stage {
    SOURCE,
    DECODE,
    TRACK,
    POSE,
    MODEL,
    GAIT,
    SINK;

    private static final String CPU_NANOS = "cpuNanos.";

    /**
     * The accumulator of the CPU time that this stage took in all subtasks, ns, where it is
     * counted: unlike a metric it can be asked for when the job has ended.
     */
    public String cpuNanos() {
        return CPU_NANOS + name().toLowerCase(Locale.ROOT);
    }

    /** Whether an accumulator is one of {@link #cpuNanos()}, not a count of work done. */
    public static boolean isCpuNanos(String accumulator) {
        return accumulator.startsWith(CPU_NANOS);
    }

    /** The group of this stage's metrics, {@code barnhand.<stage>} of the operator. */
    public MetricGroup metrics(RuntimeContext operator) {
        return metrics(operator.getMetricGroup());
    }

    /** The same of an operator that has no context but its group of metrics. */
    public MetricGroup metrics(MetricGroup operator) {
        return operator.addGroup("barnhand").addGroup(name().toLowerCase(Locale.ROOT));
    }
}
