package io.barnhand.gait.operators.gait.measurement;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How many hooves carry the horse (gait reference, section 2.6).
 *
 * @param suspension whether there is a part of the stride with no hoof on the ground: {@code
 *     present}, {@code absent}, {@code uncertain}, or null
 * @param suspensionFraction its share of the stride, 0..1; only with a calibrated duty factor
 * @param supportHist share of the stride with 0, 1, 2, 3 and 4 hooves on the ground, or null; only
 *     with a calibrated duty factor
 */
public record GroundSupport(
        @Nullable String suspension,
        Metric suspensionFraction,
        @Nullable List<Double> supportHist) {

    public static final String PRESENT = "present";
    public static final String ABSENT = "absent";
    public static final String UNCERTAIN = "uncertain";

    /** Nothing known, for the given reasons. */
    public static GroundSupport absent(Metric reason) {
        return new GroundSupport(null, reason, null);
    }
}
