package io.barnhand.gait.job.analysis.chart;

import freemarker.core.TemplateHTMLOutputModel;
import io.barnhand.gait.operators.gait.pooling.TrendDay;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;

/**
 * Days of a metric with their intervals, and what each was expected in. Days stand at their dates
 * and are not joined, so that a day without data is seen as one.
 */
public final class TrendChart {

    private static final double WIDTH = 440;
    private static final double HEIGHT = 150;
    private static final double LEFT = 48;
    private static final double RIGHT = 428;
    private static final double TOP = 8;
    private static final double BOTTOM = 116;
    private static final int TICKS = 4;

    private TrendChart() {}

    /**
     * @param days with at least one that has an interval, by date
     * @param today the day that is spoken of
     */
    public static TemplateHTMLOutputModel of(String name, List<TrendDay> days, LocalDate today) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (TrendDay day : days) {
            low = Math.min(low, Math.min(or(day.ci95Low(), low), or(day.bandLow(), low)));
            high = Math.max(high, Math.max(or(day.ci95High(), high), or(day.bandHigh(), high)));
        }
        LocalDate first = days.get(0).date();
        LocalDate last = days.get(days.size() - 1).date();
        long span = ChronoUnit.DAYS.between(first, last);
        Axis x = Axis.of(-0.5, span + 0.5, LEFT, RIGHT, TICKS);
        Axis y = Axis.round(low, high, BOTTOM, TOP, TICKS);
        Svg svg = new Svg(WIDTH, HEIGHT, "img", name);
        for (double tick : y.ticks()) {
            svg.line("grid", LEFT, y.px(tick), RIGHT, y.px(tick));
            svg.text("tick", LEFT - 6, y.px(tick) + 4, "end", y.label(tick));
        }
        svg.text("tick", LEFT, BOTTOM + 18, "start", first.toString());
        if (span > 0) {
            svg.text("tick", RIGHT, BOTTOM + 18, "end", last.toString());
        }
        double half = Math.min(6, 0.5 * (x.px(1) - x.px(0)));
        for (TrendDay day : days) {
            double at = x.px(ChronoUnit.DAYS.between(first, day.date()));
            if (day.bandLow() != null) {
                double top = y.px(day.bandHigh());
                svg.rect("band", at - half, top, 2 * half, y.px(day.bandLow()) - top);
            }
            if (day.ci95Low() != null) {
                svg.line("whisker", at, y.px(day.ci95Low()), at, y.px(day.ci95High()));
                boolean now = day.date().equals(today);
                svg.dot(now ? "value" : "earlier", at, y.px(day.value()), now ? 4.5 : 3);
            }
        }
        return svg.markup();
    }

    private static double or(Double value, double otherwise) {
        return value == null ? otherwise : value;
    }
}
