package io.barnhand.gait.operators.gait.pooling;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.barnhand.gait.models.testing.Slow;
import io.barnhand.gait.operators.gait.measurement.GaitClass;
import io.barnhand.gait.operators.gait.measurement.GaitWindow;
import io.barnhand.gait.operators.gait.measurement.StrideRecord;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

@Slow
class BaselineTrendTest {

    private static final LocalDate FIRST = LocalDate.of(2026, 3, 1);
    private static final int WARM_UP = BaselineTrend.MIN_BASELINE_DAYS + BaselineTrend.RECENT_DAYS;

    @Test
    void raisesFalseAlarmsAsOftenAsStated() {
        assertThat(alarmsPerYear(2000, 60)).isCloseTo(0.24, within(0.08));
        assertThat(alarmsPerYear(300, 365 + WARM_UP)).isCloseTo(0.13, within(0.06));
    }

    private static double alarmsPerYear(int horses, int days) {
        int alarms = 0;
        long judged = 0;
        for (int horse = 0; horse < horses; horse++) {
            List<TrendDay> trend = BaselineTrend.of(noise(horse, days, 0, 0));
            for (int k = 0; k < trend.size(); k++) {
                judged += trend.get(k).status() == TrendStatus.NO_BASELINE ? 0 : 1;
                boolean changed = trend.get(k).status() == TrendStatus.CHANGED;
                alarms += changed && trend.get(k - 1).status() == TrendStatus.OUTSIDE_ONCE ? 1 : 0;
            }
        }
        return 365.0 * alarms / judged;
    }

    @Test
    void findsAShiftOfThreeStandardDeviationsWithinTenDays() {
        for (int before : new int[] {WARM_UP, 28, 60}) {
            int found = 0;
            int runs = 500;
            for (int run = 0; run < runs; run++) {
                List<TrendDay> trend = BaselineTrend.of(noise(run, before + 10, before, 3));
                found +=
                        trend.subList(before, before + 10).stream()
                                        .anyMatch(d -> d.status() == TrendStatus.CHANGED)
                                ? 1
                                : 0;
            }
            assertThat((double) found / runs).isGreaterThanOrEqualTo(before > WARM_UP ? 0.9 : 0.85);
        }
    }

    /** Days about 10 with a standard deviation of 2, shifted by some of these from a day on. */
    private static List<DailyValue> noise(int seed, int days, int from, double shift) {
        Random random = new Random(seed);
        List<DailyValue> values = new ArrayList<>();
        for (int k = 0; k < days; k++) {
            double value = 10 + 2 * (random.nextGaussian() + (k >= from ? shift : 0));
            values.add(day(k, value));
        }
        return values;
    }

    @Test
    void needsTwoDaysInARowOnTheSameSide() {
        assertThat(after(settled(), day(30, 20), day(31, 20), day(32, 20), day(33, 10)))
                .containsExactly(
                        TrendStatus.OUTSIDE_ONCE,
                        TrendStatus.CHANGED,
                        TrendStatus.CHANGED,
                        TrendStatus.WITHIN);
        assertThat(after(settled(), day(30, 20), day(31, 0), day(32, 10), day(33, 0)))
                .containsExactly(
                        TrendStatus.OUTSIDE_ONCE,
                        TrendStatus.OUTSIDE_ONCE,
                        TrendStatus.WITHIN,
                        TrendStatus.OUTSIDE_ONCE);
    }

    @Test
    void passesOverDaysWithoutDataButNotOverAWeek() {
        assertThat(after(settled(), day(30, 20), day(37, 20)))
                .containsExactly(TrendStatus.OUTSIDE_ONCE, TrendStatus.CHANGED);
        assertThat(after(settled(), day(30, 20), day(38, 20), day(39, 20)))
                .containsExactly(
                        TrendStatus.OUTSIDE_ONCE, TrendStatus.OUTSIDE_ONCE, TrendStatus.CHANGED);
    }

    @Test
    void countsDaysWithDataForTheBaseline() {
        List<DailyValue> everyThirdDay = new ArrayList<>();
        for (int k = 0; k < WARM_UP; k++) {
            everyThirdDay.add(day(3 * k, 10 + k % 3));
        }

        List<TrendDay> trend = BaselineTrend.of(everyThirdDay);
        List<TrendStatus> next = after(everyThirdDay, day(3 * WARM_UP, 11));

        assertThat(trend).extracting(TrendDay::status).containsOnly(TrendStatus.NO_BASELINE);
        assertThat(trend.get(WARM_UP - 1).centre()).isNull();
        assertThat(next).containsExactly(TrendStatus.WITHIN);
    }

    @Test
    void keepsTheBaselineWhileTheHorseIsChanged() {
        List<DailyValue> days = new ArrayList<>(settled());
        for (int k = 30; k < 90; k++) {
            days.add(day(k, 20));
        }

        List<TrendDay> trend = BaselineTrend.of(days);

        assertThat(trend.get(89).status()).isEqualTo(TrendStatus.CHANGED);
        assertThat(trend.get(89).centre()).isCloseTo(10, within(0.5));
        assertThat(trend.get(89).baselineDays()).isEqualTo(20);
    }

    @Test
    void isNotWidenedByOneBadDay() {
        List<DailyValue> days = new ArrayList<>(settled());
        days.set(5, day(5, 500));

        TrendDay last = last(days, day(30, 10));

        assertThat(last.centre()).isCloseTo(10, within(0.8));
        assertThat(last.bandHigh()).isLessThan(16);
    }

    @Test
    void allowsMoreToALessCertainDay() {
        DailyValue certain = new DailyValue(FIRST.plusDays(30), 14, 0.5);
        DailyValue uncertain = new DailyValue(FIRST.plusDays(30), 14, 3.0);

        assertThat(last(settled(), certain).status()).isEqualTo(TrendStatus.OUTSIDE_ONCE);
        assertThat(last(settled(), uncertain).status()).isEqualTo(TrendStatus.WITHIN);
        assertThat(last(settled(), uncertain).ci95High()).isCloseTo(19.88, within(0.01));
        assertThat(last(settled(), certain).bandHigh())
                .isEqualTo(last(settled(), day(30, 14)).bandHigh());
    }

    @Test
    void doesNotDependOnOrderOrRepetition() {
        List<DailyValue> days = new ArrayList<>(noise(3, 50, 35, 3));
        List<TrendDay> once = BaselineTrend.of(days);
        days.addAll(List.copyOf(days));
        Collections.shuffle(days, new Random(1));

        assertThat(BaselineTrend.of(days)).isEqualTo(once);
        days.add(day(7, 99));
        assertThatThrownBy(() -> BaselineTrend.of(days))
                .hasMessageStartingWith("A day has one value of a metric, but 2026-03-08 has");
        assertThatThrownBy(() -> day(1, Double.NaN))
                .hasMessage(
                        "A day without a value is no day of a trend: leave 2026-03-02 out instead"
                                + " of giving NaN");
    }

    @Test
    void followsAShortListOfMetricsByDayAndSpeed() {
        SyntheticStrides horse = new SyntheticStrides(2);
        List<StrideRecord> strides = new ArrayList<>(horse.passes(30, 5));
        horse.speedBlS = 3.5;
        strides.addAll(horse.passes(4, 5));
        horse.speedBlS = 1.1;
        horse.gait = GaitClass.WALK;
        strides.addAll(horse.passes(4, 5));
        horse.gait = GaitClass.CANTER_LEFT;
        strides.addAll(horse.passes(4, 5));
        horse.gait = GaitClass.WALK;
        horse.horse = null;
        strides.addAll(horse.passes(2, 5));
        Collections.shuffle(strides, new Random(4));

        Map<TrendKey, List<DailyValue>> values = DailyValues.of(strides, ZoneOffset.UTC);

        // Passes are an hour apart: 23 on the first day, 7 on the second, then the faster ones.
        assertThat(values.keySet()).hasSize(7 + 3 + 3);
        assertThat(values.keySet())
                .extracting(k -> k.pool().gait())
                .containsOnly(GaitClass.TROT, GaitClass.WALK);
        List<DailyValue> head =
                values.entrySet().stream()
                        .filter(e -> e.getKey().metric() == TrendMetric.HEAD_MIN)
                        .findFirst()
                        .orElseThrow()
                        .getValue();
        assertThat(head)
                .extracting(DailyValue::date)
                .containsExactly(LocalDate.of(1970, 1, 1), LocalDate.of(1970, 1, 2));
        assertThat(head.get(0).value()).isCloseTo(1, within(0.6));
        assertThat(head.get(0).standardError()).isBetween(0.05, 0.5);
        assertThat(values.keySet()).extracting(TrendKey::direction).containsOnly(GaitWindow.BOTH);
        assertThat(
                        DailyValues.of(strides, ZoneId.of("Pacific/Honolulu"))
                                .values()
                                .iterator()
                                .next())
                .extracting(DailyValue::date)
                .contains(LocalDate.of(1969, 12, 31));
    }

    @Test
    void putsSpeedsWithinFifteenPercentOfEachOtherIntoBands() {
        assertThat(SpeedBand.of(1)).isEqualTo(SpeedBand.of(0.88)).isEqualTo(SpeedBand.of(1.14));
        assertThat(SpeedBand.of(1.2)).isEqualTo(1);
        assertThat(SpeedBand.of(Double.NaN)).isNull();
        assertThat(SpeedBand.of(0)).isNull();
    }

    /** Thirty days about 10. */
    private static List<DailyValue> settled() {
        List<DailyValue> days = new ArrayList<>();
        for (int k = 0; k < 30; k++) {
            days.add(new DailyValue(FIRST.plusDays(k), 9 + k % 3, 0.8));
        }
        return days;
    }

    private static DailyValue day(int k, double value) {
        return new DailyValue(FIRST.plusDays(k), value, null);
    }

    private static List<TrendStatus> after(List<DailyValue> before, DailyValue... days) {
        List<DailyValue> all = new ArrayList<>(before);
        all.addAll(List.of(days));
        return BaselineTrend.of(all).subList(before.size(), all.size()).stream()
                .map(TrendDay::status)
                .toList();
    }

    private static TrendDay last(List<DailyValue> before, DailyValue day) {
        List<DailyValue> all = new ArrayList<>(before);
        all.add(day);
        return BaselineTrend.of(all).get(before.size());
    }
}
