package io.barnhand.gait.job.tools.report.chart;

import freemarker.core.TemplateHTMLOutputModel;
import java.util.List;

/** Hildebrand's diagram: a row a limb, a bar while its hoof is on the ground. */
public final class FootfallChart {

    private static final double WIDTH = 480;
    private static final double LABELS = 84;
    private static final double ROW = 30;
    private static final double BAR = 16;
    private static final double TOP = 6;
    private static final int TICKS = 6;

    private FootfallChart() {}

    /**
     * @param label of the limb
     * @param left whether it is a left limb
     * @param stances by time
     */
    public record Row(String label, boolean left, List<Stance> stances) {}

    /**
     * A hoof on the ground, s on the chart's axis.
     *
     * @param on hoof-on
     * @param off hoof-off
     * @param next the next hoof-on
     * @param error half the 95 % interval of one event, or NaN where not known
     * @param told in words
     * @param seek where to look, or null
     */
    public record Stance(
            double on, double off, double next, double error, String told, Seek seek) {}

    /**
     * @param from start of the axis, s
     * @param to its end, s
     * @param unit what the axis counts
     */
    public static TemplateHTMLOutputModel of(
            String name, List<Row> rows, double from, double to, String unit) {
        Axis x = Axis.of(from, Math.max(to, from + 0.1), LABELS + 8, WIDTH - 10, TICKS);
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
            svg.line("grid", x.px(from), y, WIDTH - 10, y);
            for (Stance stance : row.stances()) {
                stance(svg, x, y, row.left() ? "stance left" : "stance right", stance);
            }
            y += ROW;
        }
        return svg.markup();
    }

    private static void stance(Svg svg, Axis x, double y, String cls, Stance stance) {
        svg.open(stance.seek(), stance.told());
        svg.rect(cls, x.px(stance.on()), y - BAR / 2, x.px(stance.off()) - x.px(stance.on()), BAR);
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
        svg.line("next", x.px(stance.next()), y - BAR / 2, x.px(stance.next()), y + BAR / 2);
    }
}
