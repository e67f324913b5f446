package io.barnhand.gait.job.tools.report.chart;

import freemarker.core.TemplateHTMLOutputModel;
import java.util.List;

/** Spans of time in rows: what was decoded, seen and measured when. */
public final class SpanChart {

    private static final double WIDTH = 480;
    private static final double LABELS = 112;
    private static final double ROW = 28;
    private static final double BAR = 16;
    private static final double TOP = 6;
    private static final int TICKS = 6;
    private static final double LETTER = 6.4;

    private SpanChart() {}

    /**
     * @param label of the row
     * @param cls class of its bars
     * @param spans by time
     */
    public record Row(String label, String cls, List<Span> spans) {}

    /**
     * @param from s on the chart's axis
     * @param to s
     * @param text shown in the bar where it fits, or empty
     * @param told in words
     * @param seek where to look, or null
     */
    public record Span(double from, double to, String text, String told, Seek seek) {}

    /**
     * @param to end of the axis, which starts at 0 s
     * @param unit what the axis counts
     */
    public static TemplateHTMLOutputModel of(String name, List<Row> rows, double to, String unit) {
        Axis x = Axis.of(0, Math.max(to, 0.1), LABELS + 8, WIDTH - 10, TICKS);
        double bottom = TOP + ROW * rows.size();
        Svg svg = new Svg(WIDTH, bottom + 34, "group", name);
        for (double tick : x.ticks()) {
            svg.line("grid", x.px(tick), TOP, x.px(tick), bottom);
            svg.text("tick", x.px(tick), bottom + 14, "middle", x.label(tick));
        }
        svg.text("quiet", WIDTH - 10, bottom + 30, "end", unit);
        double y = TOP + ROW / 2;
        for (Row row : rows) {
            svg.text("label", LABELS, y + 4, "end", row.label());
            svg.line("grid", x.px(0), y, WIDTH - 10, y);
            for (Span span : row.spans()) {
                double width = Math.max(1.5, x.px(span.to()) - x.px(span.from()));
                svg.open(span.seek(), span.told());
                svg.rect(row.cls(), x.px(span.from()), y - BAR / 2, width, BAR);
                if (width > LETTER * span.text().length() + 8 && !span.text().isEmpty()) {
                    svg.text("inside", x.px(span.from()) + 5, y + 4, "start", span.text());
                }
                svg.close(span.seek());
            }
            y += ROW;
        }
        return svg.markup();
    }
}
