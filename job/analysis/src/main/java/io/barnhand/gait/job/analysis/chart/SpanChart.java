package io.barnhand.gait.job.analysis.chart;

import freemarker.core.TemplateHTMLOutputModel;
import java.util.List;

/** Spans of time in rows: what was decoded, seen and measured when. */
public final class SpanChart {

    private static final double LABELS = 112;
    private static final double ROW = 28;
    private static final double LETTER = 6.4;

    private SpanChart() {}

    /**
     * @param label of the row
     * @param cls class of its bars
     * @param spans by time
     */
    public record SpanRow(String label, String cls, List<SpanBar> spans) {}

    /**
     * @param from s on the chart's axis
     * @param to s
     * @param text shown in the bar where it fits, or empty
     * @param description in words
     * @param seek its seconds of the clip, or null
     */
    public record SpanBar(double from, double to, String text, String description, Seek seek) {}

    /**
     * @param to end of the axis, which starts at 0 s
     * @param unit what the axis counts
     */
    public static TemplateHTMLOutputModel of(
            String name, List<SpanRow> rows, double to, String unit) {
        RowChart chart = new RowChart(name, LABELS, ROW, rows.size(), 0, to, unit);
        Svg svg = chart.svg();
        Axis x = chart.x();
        for (SpanRow row : rows) {
            double y = chart.row(row.label());
            for (SpanBar span : row.spans()) {
                double width = Math.max(1.5, x.px(span.to()) - x.px(span.from()));
                svg.open(span.seek(), span.description());
                svg.rect(row.cls(), x.px(span.from()), y - RowChart.BAR / 2, width, RowChart.BAR);
                if (width > LETTER * span.text().length() + 8 && !span.text().isEmpty()) {
                    svg.text("inside", x.px(span.from()) + 5, y + 4, "start", span.text());
                }
                svg.close(span.seek());
            }
        }
        return svg.markup();
    }
}
