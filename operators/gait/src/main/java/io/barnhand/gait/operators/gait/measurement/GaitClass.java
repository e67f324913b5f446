package io.barnhand.gait.operators.gait.measurement;

import org.jspecify.annotations.Nullable;

/**
 * The gait.
 *
 * @param name {@code standing}, {@code walk}, {@code trot}, {@code pace}, {@code tolt}, {@code
 *     canter_left}, {@code canter_right}, {@code gallop_left}, {@code gallop_right}, {@code
 *     transition} or {@code unknown}; written as {@code class}
 * @param prob share of the best template among all, 0..1, or null where none was compared
 * @param second the next best, or null
 * @param secondProb its share, or null
 */
public record GaitClass(
        String name, @Nullable Double prob, @Nullable String second, @Nullable Double secondProb) {

    public static final String STANDING = "standing";
    public static final String WALK = "walk";
    public static final String TROT = "trot";
    public static final String PACE = "pace";
    public static final String TOLT = "tolt";
    public static final String CANTER_LEFT = "canter_left";
    public static final String CANTER_RIGHT = "canter_right";
    public static final String GALLOP_LEFT = "gallop_left";
    public static final String GALLOP_RIGHT = "gallop_right";
    public static final String TRANSITION = "transition";
    public static final String UNKNOWN = "unknown";

    public static GaitClass only(String name) {
        return new GaitClass(name, null, null, null);
    }
}
