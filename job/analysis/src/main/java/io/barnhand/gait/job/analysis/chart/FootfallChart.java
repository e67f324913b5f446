package io.barnhand.gait.job.analysis.chart;

import freemarker.core.TemplateHTMLOutputModel;
import java.util.List;

/** Hildebrand's diagram: a row a limb, a bar while its hoof is on the ground. */
public final class FootfallChart {

    private static final double LABELS = 84;
    private static final double ROW = 30;

    private FootfallChart() {}

    /**
     * @param label of the limb
     * @param left whether it is a left limb
     * @param stances by time
     */
    public record LimbRow(String label, boolean left, List<StanceBar> stances) {}

    /**
     * A hoof on the ground, s on the chart's axis.
     *
     * @param on hoof-on
     * @param off hoof-off
     * @param next the next hoof-on
     * @param error half the 95 % interval of one event, or NaN where not known
     * @param description in words
     * @param seek its seconds of the clip, or null
     */
    public record StanceBar(
            double on, double off, double next, double error, String description, Seek seek) {}

    /**
     * @param from start of the axis, s
     * @param to its end, s
     * @param unit what the axis counts
     */
    public static TemplateHTMLOutputModel of(
            String name, List<LimbRow> rows, double from, double to, String unit) {
        RowChart chart = new RowChart(name, LABELS, ROW, rows.size(), from, to, unit);
        for (LimbRow row : rows) {
            double y = chart.row(row.label());
            for (StanceBar stance : row.stances()) {
                stance(chart, y, row.left() ? "stance left" : "stance right", stance);
            }
        }
        return chart.svg().markup();
    }

    private static void stance(RowChart chart, double y, String cls, StanceBar stance) {
        Svg svg = chart.svg();
        Axis x = chart.x();
        svg.open(stance.seek(), stance.description());
        svg.rect(
                cls,
                x.px(stance.on()),
                y - RowChart.BAR / 2,
                x.px(stance.off()) - x.px(stance.on()),
                RowChart.BAR);
        if (!Double.isNaN(stance.error())) {
            for (double event : new double[] {stance.on(), stance.off()}) {
                double low = x.px(event - stance.error());
                double high = x.px(event + stance.error());
                svg.line("whisker", low, y, high, y);
                svg.line("whisker", low, y - 3, low, y + 3);
                svg.line("whisker", high, y - 3, high, y + 3);
            }
        }
        svg.close(stance.seek());
        svg.line(
                "next",
                x.px(stance.next()),
                y - RowChart.BAR / 2,
                x.px(stance.next()),
                y + RowChart.BAR / 2);
    }
}
