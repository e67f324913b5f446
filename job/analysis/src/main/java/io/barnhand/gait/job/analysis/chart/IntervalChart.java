package io.barnhand.gait.job.analysis.chart;

import freemarker.core.TemplateHTMLOutputModel;
import java.util.List;

/** Values of one unit with their intervals about a line of no difference, a row each. */
public final class IntervalChart {

    private static final double WIDTH = 460;
    private static final double LABELS = 165;
    private static final double ROW = 26;
    private static final double TOP = 22;
    private static final int TICKS = 4;

    private IntervalChart() {}

    /**
     * @param marks at least one
     * @param below what values below zero mean
     * @param above what values above zero mean
     */
    public static TemplateHTMLOutputModel of(
            String name, List<Mark> marks, String below, String above) {
        double reach = 0;
        for (Mark mark : marks) {
            reach = Math.max(reach, Math.max(Math.abs(mark.low()), Math.abs(mark.high())));
        }
        Axis x = Axis.round(-reach, reach, LABELS + 10, WIDTH - 14, TICKS);
        double bottom = TOP + ROW * marks.size();
        Svg svg = new Svg(WIDTH, bottom + 22, "group", name);
        svg.text("quiet", x.px(0) - 8, 12, "end", "← " + below);
        svg.text("quiet", x.px(0) + 8, 12, "start", above + " →");
        for (double tick : x.ticks()) {
            svg.line(tick == 0 ? "zero" : "grid", x.px(tick), TOP, x.px(tick), bottom);
            svg.text("tick", x.px(tick), bottom + 15, "middle", x.label(tick));
        }
        double y = TOP + ROW / 2;
        for (Mark mark : marks) {
            svg.text("label", LABELS, y + 4, "end", mark.label());
            svg.open(mark.seek(), mark.description());
            svg.rect("hit", LABELS + 10, y - ROW / 2, WIDTH - LABELS - 24, ROW);
            svg.line("whisker", x.px(mark.low()), y, x.px(mark.high()), y);
            svg.line("whisker", x.px(mark.low()), y - 4, x.px(mark.low()), y + 4);
            svg.line("whisker", x.px(mark.high()), y - 4, x.px(mark.high()), y + 4);
            svg.dot("value", x.px(mark.value()), y, 4);
            svg.close(mark.seek());
            y += ROW;
        }
        return svg.markup();
    }
}
