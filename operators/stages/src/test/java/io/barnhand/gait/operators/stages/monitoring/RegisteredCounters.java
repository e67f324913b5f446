package io.barnhand.gait.operators.stages.monitoring;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.flink.api.common.JobID;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.Gauge;
import org.apache.flink.metrics.Histogram;
import org.apache.flink.metrics.Metric;
import org.apache.flink.runtime.clusterframework.types.ResourceID;
import org.apache.flink.runtime.executiongraph.ExecutionAttemptID;
import org.apache.flink.runtime.executiongraph.ExecutionGraphID;
import org.apache.flink.runtime.jobgraph.JobVertexID;
import org.apache.flink.runtime.metrics.groups.AbstractMetricGroup;
import org.apache.flink.runtime.metrics.groups.TaskManagerMetricGroup;
import org.apache.flink.runtime.metrics.groups.TaskMetricGroup;
import org.apache.flink.runtime.metrics.util.TestingMetricRegistry;
import org.apache.flink.runtime.operators.testutils.MockEnvironment;
import org.apache.flink.runtime.operators.testutils.MockEnvironmentBuilder;
import org.apache.flink.runtime.scheduler.strategy.ExecutionVertexID;

/**
 * Flink metrics that an operator in one of Flink's harnesses registers in {@code barnhand}, by the
 * name that reporters build: {@code decode.camera.frames} of {@code aisle} is {@code
 * decode.camera.frames{aisle}}.
 */
public final class RegisteredCounters {

    private static final String OURS = "taskmanager.job.task.operator.barnhand.";

    private final Map<String, Metric> counters = new ConcurrentHashMap<>();

    /** An environment whose counters come here. */
    public MockEnvironment environment() {
        TestingMetricRegistry registry =
                TestingMetricRegistry.builder()
                        .setNumberReporters(1)
                        .setRegisterConsumer(this::register)
                        .build();
        TaskMetricGroup task =
                TaskManagerMetricGroup.createTaskManagerMetricGroup(
                                registry, "host", ResourceID.generate())
                        .addJob(new JobID(), "job")
                        .addTask(
                                new ExecutionAttemptID(
                                        new ExecutionGraphID(),
                                        new ExecutionVertexID(new JobVertexID(), 0),
                                        0),
                                "task");
        return new MockEnvironmentBuilder().setMetricGroup(task).build();
    }

    private void register(Metric metric, String name, AbstractMetricGroup<?> group) {
        String full = group.getLogicalScope(text -> text, '.') + "." + name;
        if (full.startsWith(OURS)) {
            String labels =
                    group.getAllVariables().entrySet().stream()
                            .filter(label -> full.contains("." + key(label.getKey()) + "."))
                            .filter(label -> !OURS.contains("." + key(label.getKey()) + "."))
                            .map(Map.Entry::getValue)
                            .collect(Collectors.joining(","));
            counters.put(
                    full.substring(OURS.length()) + (labels.isEmpty() ? "" : "{" + labels + "}"),
                    metric);
        }
    }

    private static String key(String variable) {
        return variable.substring(1, variable.length() - 1);
    }

    public long counter(String name) {
        return ((Counter) counters.get(name)).getCount();
    }

    public Object gauge(String name) {
        return ((Gauge<?>) counters.get(name)).getValue();
    }

    public Histogram histogram(String name) {
        return (Histogram) counters.get(name);
    }

    /** Names with their labels. */
    public Set<String> names() {
        return counters.keySet();
    }
}
