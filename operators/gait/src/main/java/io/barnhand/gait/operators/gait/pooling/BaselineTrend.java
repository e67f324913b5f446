package io.barnhand.gait.operators.gait.pooling;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The trend of one metric against the horse's own baseline (gait reference, section 2.12): the days
 * of one {@link TrendKey}, each judged by the days before it.
 *
 * <p>The baseline is the last {@value #BASELINE_DAYS} days with data, at least {@value
 * #MIN_BASELINE_DAYS}, without the {@value #RECENT_DAYS} just before the day, which a change that
 * has begun may already be in, and without days that changed. The band holds 98 % of days of a
 * horse that stays as it was. A change is two days with data in a row outside on the same side;
 * days without data are none, and days more than {@value #LONGEST_GAP_DAYS} days apart are not in a
 * row. After a lasting change the caller begins anew by giving the days from then on.
 *
 * <p><b>False alarms.</b> For a horse that stays as it was, with normal and independent days and
 * none missing, the first 60 days give 0.24 alarms per 365 judged days and metric, the first year
 * 0.13. Ten metrics are followed (seven at the trot, three at the walk), so a horse under one
 * camera, in one direction set and speed band, has one to two and a half a year. Days that depend
 * on each other (weather, footing, a new shoe) give more. A lasting shift of three standard
 * deviations between days is found within ten days with data in nine of ten cases, in 85 of 100
 * where the baseline has but ten days. BaselineTrendTest simulates both.
 */
public final class BaselineTrend {

    public static final int MIN_BASELINE_DAYS = 10;
    public static final int BASELINE_DAYS = 60;
    public static final int RECENT_DAYS = 10;
    public static final int LONGEST_GAP_DAYS = 7;

    /** Share of unchanged days inside the band. */
    private static final double INSIDE = 0.98;

    private final List<DailyValue> unchanged = new ArrayList<>();
    private Optional<DailyValue> pending = Optional.empty();
    private Optional<DailyValue> previous = Optional.empty();
    private int previousSide;

    private BaselineTrend() {}

    /**
     * @param days of one {@link TrendKey}, in any order; a day given twice counts once
     * @return every day, by date
     * @throws IllegalArgumentException where a date has two different values
     */
    public static List<TrendDay> of(Collection<DailyValue> days) {
        BaselineTrend trend = new BaselineTrend();
        List<TrendDay> judged = new ArrayList<>();
        for (DailyValue day :
                days.stream().distinct().sorted(Comparator.comparing(DailyValue::date)).toList()) {
            judged.add(trend.judge(day));
        }
        return judged;
    }

    private TrendDay judge(DailyValue day) {
        previous.filter(other -> other.date().equals(day.date()))
                .ifPresent(
                        other -> {
                            throw new IllegalArgumentException(
                                    String.format(
                                            Locale.ROOT,
                                            "A day has one value of a metric, but %s has %s and %s",
                                            day.date(),
                                            other.value(),
                                            day.value()));
                        });
        int known = Math.max(0, unchanged.size() - RECENT_DAYS);
        TrendDay judged =
                known < MIN_BASELINE_DAYS ? unjudged(day, known) : against(baseline(known), day);
        previous = Optional.of(day);
        return judged;
    }

    private Baseline baseline(int known) {
        return Baseline.of(unchanged.subList(Math.max(0, known - BASELINE_DAYS), known));
    }

    private TrendDay unjudged(DailyValue day, int known) {
        unchanged.add(day);
        return day(day, known, Double.NaN, Double.NaN, TrendStatus.NO_BASELINE);
    }

    private TrendDay against(Baseline baseline, DailyValue day) {
        double half = baseline.halfWidth(day, INSIDE);
        double off = day.value() - baseline.centre();
        int side = Math.abs(off) > half ? (int) Math.signum(off) : 0;
        TrendStatus status = status(day, side);
        if (status == TrendStatus.CHANGED) {
            pending = Optional.empty();
        } else {
            settle(day, side);
        }
        previousSide = side;
        return day(day, baseline.days(), baseline.centre(), half, status);
    }

    private TrendStatus status(DailyValue day, int side) {
        if (side == 0) {
            return TrendStatus.WITHIN;
        }
        boolean inARow =
                side == previousSide && previous.filter(other -> soon(other, day)).isPresent();
        return inARow ? TrendStatus.CHANGED : TrendStatus.OUTSIDE_ONCE;
    }

    private static boolean soon(DailyValue before, DailyValue day) {
        return ChronoUnit.DAYS.between(before.date(), day.date()) <= LONGEST_GAP_DAYS;
    }

    /** A day outside that no second one followed was chance, and part of the baseline. */
    private void settle(DailyValue day, int side) {
        pending.ifPresent(unchanged::add);
        pending = side == 0 ? Optional.empty() : Optional.of(day);
        if (side == 0) {
            unchanged.add(day);
        }
    }

    private static TrendDay day(
            DailyValue day, int baselineDays, double centre, double half, TrendStatus status) {
        double error = PooledStride.orNan(day.standardError());
        return new TrendDay(
                day.date(),
                baselineDays,
                finite(centre),
                finite(centre - half),
                finite(centre + half),
                day.value(),
                finite(day.value() - DailyValue.Z95 * error),
                finite(day.value() + DailyValue.Z95 * error),
                status);
    }

    private static @Nullable Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
