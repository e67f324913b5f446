package io.barnhand.gait.operators.gait.pooling;

import io.barnhand.gait.operators.gait.measurement.GaitRecord;
import io.barnhand.gait.operators.gait.measurement.Metric;
import io.barnhand.gait.operators.gait.measurement.StrideRecord;
import io.barnhand.gait.operators.gait.numeric.Quantiles;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** From strides to the daily values that a {@link BaselineTrend} compares. */
public final class DailyValues {

    private DailyValues() {}

    private record DayAndBand(LocalDate date, @Nullable Integer speedBand) {}

    /**
     * Strides pooled by day and speed band, and of each pool the followed metrics that have a
     * value. Tracks without a known horse have no baseline and are left out.
     *
     * @param strides of any horses, in any order
     * @param zone in which the barn's days begin; a pass belongs to the day it starts on, and as a
     *     whole to the speed band of its median speed
     */
    public static Map<TrendKey, List<DailyValue>> of(
            Collection<StrideRecord> strides, ZoneId zone) {
        Map<TrendKey, List<DailyValue>> values = new LinkedHashMap<>();
        PoolKey.group(strides)
                .forEach(
                        (key, pool) -> {
                            if (key.named()) {
                                byDay(pool, zone)
                                        .forEach((day, ofDay) -> add(key, day, ofDay, values));
                            }
                        });
        return values;
    }

    private static Map<DayAndBand, List<StrideRecord>> byDay(List<StrideRecord> pool, ZoneId zone) {
        Map<StridePool.PassId, List<StrideRecord>> passes = new LinkedHashMap<>();
        for (StrideRecord stride : pool) {
            passes.computeIfAbsent(StridePool.PassId.of(stride), pass -> new ArrayList<>())
                    .add(stride);
        }
        Map<DayAndBand, List<StrideRecord>> days = new LinkedHashMap<>();
        passes.forEach(
                (pass, ofPass) -> {
                    Instant start = Instant.EPOCH.plus(pass.startUs(), ChronoUnit.MICROS);
                    DayAndBand day =
                            new DayAndBand(LocalDate.ofInstant(start, zone), speedBand(ofPass));
                    days.computeIfAbsent(day, d -> new ArrayList<>()).addAll(ofPass);
                });
        return days;
    }

    /**
     * The speed band that a pass belongs to, as in {@link TrendKey}: that of its median speed.
     *
     * @param pass strides of one pass, at least one
     * @return null where no speed is known
     */
    public static @Nullable Integer speedBand(Collection<StrideRecord> pass) {
        return SpeedBand.of(
                Quantiles.median(
                        pass.stream()
                                .mapToDouble(stride -> PooledStride.orNan(stride.speedBlS()))
                                .toArray()));
    }

    private static void add(
            PoolKey key,
            DayAndBand day,
            List<StrideRecord> strides,
            Map<TrendKey, List<DailyValue>> values) {
        GaitRecord record = PooledGait.of(strides, null).record();
        for (TrendMetric followed : TrendMetric.values()) {
            Metric metric = followed.of(record);
            if (followed.followedAt(key.gait()) && metric.isPresent()) {
                TrendKey trend =
                        new TrendKey(key, record.window().direction(), day.speedBand(), followed);
                values.computeIfAbsent(trend, t -> new ArrayList<>())
                        .add(DailyValue.of(day.date(), metric));
            }
        }
    }
}
