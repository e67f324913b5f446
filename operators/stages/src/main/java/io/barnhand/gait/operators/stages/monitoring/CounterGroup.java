package io.barnhand.gait.operators.stages.monitoring;

import java.util.Locale;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.metrics.MetricGroup;

/** Groups of the counters of the job, one for each stage: part of their published names. */
public enum CounterGroup {
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
     * counted: unlike a Flink metric, it can be read after the job has ended.
     */
    public String cpuNanos() {
        return CPU_NANOS + name().toLowerCase(Locale.ROOT);
    }

    /** Whether an accumulator is one of {@link #cpuNanos()}, not a count of work done. */
    public static boolean isCpuNanos(String accumulator) {
        return accumulator.startsWith(CPU_NANOS);
    }

    /** This group of an operator: {@code barnhand.<stage>}. */
    public MetricGroup in(RuntimeContext operator) {
        return in(operator.getMetricGroup());
    }

    /** The same for an operator that has only its group of Flink metrics. */
    public MetricGroup in(MetricGroup operator) {
        return operator.addGroup("barnhand").addGroup(name().toLowerCase(Locale.ROOT));
    }
}
