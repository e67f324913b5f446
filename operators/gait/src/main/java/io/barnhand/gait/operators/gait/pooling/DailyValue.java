package io.barnhand.gait.operators.gait.pooling;

import io.barnhand.gait.operators.gait.measurement.Metric;
import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A metric pooled over a day.
 *
 * @param date the day
 * @param value in the metric's unit
 * @param standardError of the value, or null where not known
 */
public record DailyValue(LocalDate date, double value, @Nullable Double standardError) {

    static final double Z95 = 1.959964;

    public DailyValue {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "A day without a value is no day of a trend: leave %s out instead of giving %s",
                            date,
                            value));
        }
    }

    /**
     * @param metric with a value; half its 95 % interval counts as 1.96 standard errors, which for
     *     an interval from few passes is more than it is
     */
    public static DailyValue of(LocalDate date, Metric metric) {
        return new DailyValue(
                date,
                metric.orNaN(),
                metric.hasInterval() ? Double.valueOf(metric.width() / (2 * Z95)) : null);
    }
}
