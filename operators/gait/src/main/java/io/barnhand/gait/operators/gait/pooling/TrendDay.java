package io.barnhand.gait.operators.gait.pooling;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A day against the horse's own baseline, in the metric's unit.
 *
 * @param date the day
 * @param baselineDays days with data the baseline rests on
 * @param centre of the baseline, or null without one
 * @param bandLow lower end of what this day is expected in, or null
 * @param bandHigh upper end, or null
 * @param value of the day
 * @param ci95Low lower end of the day's own 95 % interval, or null
 * @param ci95High upper end, or null
 * @param status what that says
 */
public record TrendDay(
        LocalDate date,
        int baselineDays,
        @Nullable Double centre,
        @Nullable Double bandLow,
        @Nullable Double bandHigh,
        double value,
        @Nullable Double ci95Low,
        @Nullable Double ci95High,
        TrendStatus status) {}
