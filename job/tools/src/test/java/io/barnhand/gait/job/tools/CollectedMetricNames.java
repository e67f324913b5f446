package io.barnhand.gait.job.tools;

import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.flink.metrics.CharacterFilter;
import org.apache.flink.metrics.LogicalScopeProvider;
import org.apache.flink.metrics.Metric;
import org.apache.flink.metrics.MetricConfig;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.metrics.reporter.MetricReporter;
import org.apache.flink.metrics.reporter.MetricReporterFactory;

/** The names that Flink's Prometheus reporter would give to the metrics of a job. */
public final class CollectedMetricNames implements MetricReporterFactory {

    static final Set<String> NAMES = ConcurrentHashMap.newKeySet();

    private static final CharacterFilter ALLOWED = name -> name.replaceAll("[^a-zA-Z0-9:_]", "_");

    @Override
    public MetricReporter createMetricReporter(Properties properties) {
        return new MetricReporter() {
            @Override
            public void open(MetricConfig config) {}

            @Override
            public void close() {}

            @Override
            public void notifyOfAddedMetric(Metric metric, String name, MetricGroup group) {
                String scope = LogicalScopeProvider.castFrom(group).getLogicalScope(ALLOWED, '_');
                NAMES.add("flink_" + scope + "_" + ALLOWED.filterCharacters(name));
            }

            @Override
            public void notifyOfRemovedMetric(Metric metric, String name, MetricGroup group) {}
        };
    }
}
