package io.barnhand.gait.operators.gait.measurement;

import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.Map;

/** Every metric of a record by its place in it, however deep, so that no new one is forgotten. */
public final class RecordMetrics {

    private RecordMetrics() {}

    public static Map<String, Metric> of(GaitRecord record) {
        Map<String, Metric> metrics = new LinkedHashMap<>();
        collect("", record, metrics);
        return metrics;
    }

    private static void collect(String path, Record holder, Map<String, Metric> metrics) {
        for (RecordComponent component : holder.getClass().getRecordComponents()) {
            String name = path + component.getName();
            Object value = read(component, holder);
            if (component.getType() == Metric.class) {
                metrics.put(name, (Metric) value);
            } else if (value instanceof Record nested) {
                collect(name + ".", nested, metrics);
            }
        }
    }

    private static Object read(RecordComponent component, Record holder) {
        try {
            return component.getAccessor().invoke(holder);
        } catch (ReflectiveOperationException e) {
            throw new AssertionError("Cannot read " + component, e);
        }
    }
}
