package io.barnhand.gait.operators.metrics;

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

    /** The group of this stage's metrics, {@code barnhand.<stage>} of the operator. */
    public MetricGroup metrics(RuntimeContext operator) {
        return metrics(operator.getMetricGroup());
    }

    /** The same of an operator that has no context but its group of metrics. */
    public MetricGroup metrics(MetricGroup operator) {
        return operator.addGroup("barnhand").addGroup(name().toLowerCase(Locale.ROOT));
    }
}
