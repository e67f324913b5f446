package io.barnhand.gait.operators.stages.pose;

import io.barnhand.gait.models.cache.CacheStatistics;
import io.barnhand.gait.models.cache.ModelCache;
import io.barnhand.gait.models.device.PlacedDevice;
import io.barnhand.gait.operators.stages.monitoring.CounterGroup;
import java.util.function.Function;
import org.apache.flink.api.common.functions.RuntimeContext;
import org.apache.flink.metrics.MetricGroup;

/**
 * Gauges of the device of a slot, in the group {@code model} with the label {@code device}: the
 * models in its cache and the calls that it runs. They are those of the process; every slot on the
 * device reports the same values.
 */
final class DeviceCounters {

    private DeviceCounters() {}

    static void register(RuntimeContext operator, PlacedDevice place) {
        String device = place.device().toString();
        MetricGroup group = CounterGroup.MODEL.in(operator).addGroup("device", device);
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
