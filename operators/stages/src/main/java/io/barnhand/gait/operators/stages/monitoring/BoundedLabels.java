package io.barnhand.gait.operators.stages.monitoring;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Counters for each value of a label. Flink keeps a counter until its operator ends, so the number
 * of values is bounded: values that come after the bound is reached share {@link #OTHER}. Not
 * thread-safe.
 *
 * @param <C> the counters of one value
 */
public final class BoundedLabels<C> {

    /** Cameras of a subtask that are counted separately. */
    public static final int MAX_CAMERAS = 256;

    /** Stands for all values beyond the bound. */
    public static final String OTHER = "other";

    /** Stands for no value. */
    public static final String UNKNOWN = "unknown";

    private final int max;
    private final Function<String, C> registration;
    private final Map<String, C> known = new HashMap<>();

    /**
     * @param max values that are counted separately
     * @param registration registers the counters of a value
     */
    public BoundedLabels(int max, Function<String, C> registration) {
        this.max = max;
        this.registration = registration;
    }

    /** The counters of a value, which may be null. */
    public C of(String value) {
        String label = value == null ? UNKNOWN : value;
        C counters = known.get(label);
        if (counters != null) {
            return counters;
        }
        return known.computeIfAbsent(known.size() < max ? label : OTHER, registration);
    }
}
