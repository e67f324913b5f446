package io.barnhand.gait.operators.stages.monitoring;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Metrics for each value of a label. Flink forgets none before the operator ends, so the values are
 * bounded: those that come after the bound is reached share {@link #OTHER}. Not thread-safe.
 *
 * @param <M> the metrics of one value
 */
public final class BoundedLabels<M> {

    /** Cameras of a subtask that are told apart. */
    public static final int MOST_CAMERAS = 256;

    /** Stands for all values beyond the bound. */
    public static final String OTHER = "other";

    /** Stands for no value. */
    public static final String UNKNOWN = "unknown";

    private final int most;
    private final Function<String, M> registration;
    private final Map<String, M> known = new HashMap<>();

    /**
     * @param most values that are told apart
     * @param registration registers the metrics of a value
     */
    public BoundedLabels(int most, Function<String, M> registration) {
        this.most = most;
        this.registration = registration;
    }

    /** The metrics of a value, which may be null. */
    public M of(String value) {
        String label = value == null ? UNKNOWN : value;
        M metrics = known.get(label);
        if (metrics != null) {
            return metrics;
        }
        return known.computeIfAbsent(known.size() < most ? label : OTHER, registration);
    }
}
