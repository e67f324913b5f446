package io.barnhand.gait.job.analysis.report.page;

import io.barnhand.gait.job.analysis.chart.TrendChart;
import io.barnhand.gait.job.analysis.report.data.ReportedPass;
import io.barnhand.gait.operators.gait.measurement.GaitRecord;
import io.barnhand.gait.operators.gait.measurement.StrideRecord;
import io.barnhand.gait.operators.gait.pooling.BaselineTrend;
import io.barnhand.gait.operators.gait.pooling.DailyValue;
import io.barnhand.gait.operators.gait.pooling.DailyValues;
import io.barnhand.gait.operators.gait.pooling.PoolKey;
import io.barnhand.gait.operators.gait.pooling.TrendDay;
import io.barnhand.gait.operators.gait.pooling.TrendKey;
import io.barnhand.gait.operators.gait.pooling.TrendMetric;
import io.barnhand.gait.operators.gait.pooling.TrendStatus;
import io.barnhand.gait.operators.video.EventTime;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * Days of horses against their own earlier days, from the strides of a run (gait reference, section
 * 2.12).
 */
final class Baselines {

    private final Map<PoolKey, Map<TrendKey, List<TrendDay>>> trends = new LinkedHashMap<>();

    Baselines(List<StrideRecord> strides) {
        List<StrideRecord> dated =
                strides.stream().filter(s -> !EventTime.isUndated(s.passStartUs())).toList();
        Map<TrendKey, List<DailyValue>> days = DailyValues.of(dated, Times.ZONE);
        days.forEach(
                (key, values) ->
                        trends.computeIfAbsent(key.pool(), pool -> new LinkedHashMap<>())
                                .put(key, BaselineTrend.of(values)));
    }

    /**
     * How the day of a pass stands to the days before it.
     *
     * @param pooled what the strides of its day make together, or the record of the pass: it has
     *     the reason why something cannot be compared
     */
    ChangeView of(ReportedPass pass, GaitRecord pooled) {
        if (pass.record().track().horseId() == null) {
            return nothing(Wording.of("change.no_horse"));
        }
        if (EventTime.isUndated(pass.startUs())) {
            return nothing(Wording.of("change.no_day"));
        }
        String gait = pass.record().gait().name();
        List<TrendMetric> followed =
                Arrays.stream(TrendMetric.values()).filter(m -> m.followedAt(gait)).toList();
        if (followed.isEmpty()) {
            return nothing(Wording.of("change.not_followed", Times.gait(gait)));
        }
        if (pass.strides().isEmpty()) {
            return nothing(Wording.of("change.no_strides"));
        }
        PoolKey pool = PoolKey.of(pass.strides().get(0));
        Integer band = DailyValues.speedBand(pass.strides());
        LocalDate day = Times.day(pass.startUs());
        List<FigureRow> rows = new ArrayList<>();
        List<ChartView> charts = new ArrayList<>();
        List<TrendDay> today = new ArrayList<>();
        String frequency = "";
        for (TrendMetric metric : followed) {
            List<TrendDay> trend = trend(pool, band, metric, day);
            if (trend.isEmpty()) {
                rows.add(
                        FigureRow.missing(
                                label(metric), Reasons.missing(metric.of(pooled).flags())));
                continue;
            }
            TrendDay of = trend.get(trend.size() - 1);
            today.add(of);
            rows.add(row(metric, of));
            if (metric == TrendMetric.STRIDE_FREQUENCY) {
                frequency = difference(metric, of);
            }
            if (trend.size() > 1 && of.ci95Low() != null) {
                charts.add(chart(metric, trend, day));
            }
        }
        return new ChangeView(sentence(today), frequency, rows, charts);
    }

    /** The interval is the day's own; how sure the baseline is stands in the band below. */
    private static String difference(TrendMetric metric, TrendDay day) {
        if (day.centre() == null || day.ci95Low() == null) {
            return "";
        }
        double difference = day.value() - day.centre();
        String text = number(metric, difference);
        return Wording.of(
                "change.difference",
                difference > 0 && !text.equals(number(metric, 0)) ? "+" + text : text,
                number(metric, day.ci95Low() - day.centre()),
                number(metric, day.ci95High() - day.centre()));
    }

    private static ChangeView nothing(String why) {
        return new ChangeView(why, "", List.of(), List.of());
    }

    /** The days up to that one; empty where it has no value. */
    private List<TrendDay> trend(PoolKey pool, Integer band, TrendMetric metric, LocalDate day) {
        Map<TrendKey, List<TrendDay>> ofPool = trends.getOrDefault(pool, Map.of());
        for (Map.Entry<TrendKey, List<TrendDay>> entry : ofPool.entrySet()) {
            TrendKey key = entry.getKey();
            List<TrendDay> until =
                    entry.getValue().stream().filter(d -> !d.date().isAfter(day)).toList();
            if (key.metric() == metric
                    && Objects.equals(key.speedBand(), band)
                    && !until.isEmpty()
                    && until.get(until.size() - 1).date().equals(day)) {
                return until;
            }
        }
        return List.of();
    }

    private static String sentence(List<TrendDay> today) {
        List<TrendDay> judged =
                today.stream().filter(d -> d.status() != TrendStatus.NO_BASELINE).toList();
        if (today.isEmpty()) {
            return Wording.of("change.nothing_today");
        }
        if (judged.isEmpty()) {
            int known = today.stream().mapToInt(TrendDay::baselineDays).max().orElse(0);
            return Wording.of(
                    "change.no_baseline",
                    String.valueOf(known),
                    String.valueOf(BaselineTrend.MIN_BASELINE_DAYS),
                    String.valueOf(BaselineTrend.RECENT_DAYS));
        }
        long changed = judged.stream().filter(d -> d.status() == TrendStatus.CHANGED).count();
        long outside = judged.stream().filter(d -> d.status() == TrendStatus.OUTSIDE_ONCE).count();
        String of = String.valueOf(judged.size());
        if (changed > 0) {
            return Wording.of("change.changed", String.valueOf(changed), of);
        }
        return outside > 0
                ? Wording.of("change.outside", String.valueOf(outside), of)
                : Wording.of("change.within", of);
    }

    private static FigureRow row(TrendMetric metric, TrendDay day) {
        String note =
                day.status() == TrendStatus.NO_BASELINE
                        ? Wording.of(
                                "change.days_known",
                                String.valueOf(day.baselineDays()),
                                String.valueOf(BaselineTrend.MIN_BASELINE_DAYS))
                        : Wording.of(
                                "change.status." + day.status().name().toLowerCase(Locale.ROOT),
                                number(metric, day.bandLow()),
                                number(metric, day.bandHigh()));
        return new FigureRow(
                label(metric),
                number(metric, day.value()) + " " + unit(metric),
                true,
                day.ci95Low() == null
                        ? Wording.of("interval.none")
                        : Wording.of(
                                "interval",
                                number(metric, day.ci95Low()),
                                number(metric, day.ci95High())),
                Wording.counted("n.days", day.baselineDays()),
                note,
                null);
    }

    private static ChartView chart(TrendMetric metric, List<TrendDay> trend, LocalDate day) {
        String name = Wording.of("change.chart", label(metric), unit(metric));
        return new ChartView(
                name, TrendChart.of(name, trend, day), Wording.of("change.chart.caption"));
    }

    private static String label(TrendMetric metric) {
        return metric.metric().label(metric.member());
    }

    private static String unit(TrendMetric metric) {
        return MetricMember.unitText(metric.metric().unit());
    }

    /** Days differ less in frequency than passes do. */
    private static String number(TrendMetric metric, double value) {
        int decimals = metric.metric().decimals();
        return Numbers.of(value, metric == TrendMetric.STRIDE_FREQUENCY ? decimals + 1 : decimals);
    }
}
