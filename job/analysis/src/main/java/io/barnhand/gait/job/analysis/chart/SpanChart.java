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
        RowChart chart = new RowChart(name, LABELS, ROW, rows.size(), 0, to, unit);
        Svg svg = chart.svg();
        Axis x = chart.x();
        for (Row row : rows) {
            double y = chart.row(row.label());
            for (Span span : row.spans()) {
                double width = Math.max(1.5, x.px(span.to()) - x.px(span.from()));
                svg.open(span.seek(), span.told());
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
