package io.barnhand.gait.operators.stages.pose;

import io.barnhand.gait.models.cache.CacheStatistics;
import io.barnhand.gait.models.cache.ModelCache;
import io.barnhand.gait.models.device.PlacedDevice;
import io.barnhand.gait.operators.stages.monitoring.Stage;
import java.util.function.Function;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.metrics.MetricGroup;

/**
 * Metrics of the device that a slot was given, in the group {@code model} with the label {@code
 * device}: the models kept for it and the calls let onto it. They are of the whole process; every
 * slot on the device shows the same values.
 */
final class DeviceMetrics {

    private DeviceMetrics() {}

    static void register(RuntimeContext operator, PlacedDevice place) {
        String device = place.device().toString();
        MetricGroup group = Stage.MODEL.metrics(operator).addGroup("device", device);
        ofCache(group, device, "cached", CacheStatistics::cached);
        ofCache(group, device, "inUse", CacheStatistics::inUse);
        ofCache(group, device, "loads", CacheStatistics::loads);
        ofCache(group, device, "hits", CacheStatistics::hits);
        ofCache(group, device, "evictions", CacheStatistics::evictions);
        ofCache(group, device, "bytes", CacheStatistics::bytes);
        group.gauge("devicePermits", () -> place.permits().total());
        group.gauge("deviceWaiting", () -> place.permits().waiting());
    }

    private static void ofCache(
            MetricGroup group,
            String device,
            String name,
            Function<CacheStatistics, Number> value) {
        group.gauge(name, () -> value.apply(ModelCache.shared().statistics(device)));
    }
}
