package io.barnhand.gait.job.analysis.chart;

/** An axis of time with labelled rows, one below the other, for bars to be drawn into. */
final class RowChart {

    /** Height of a bar. */
    static final double BAR = 16;

    private static final double WIDTH = 480;
    private static final double RIGHT = WIDTH - 10;
    private static final double TOP = 6;
    private static final int TICKS = 6;

    private final Svg svg;
    private final Axis x;
    private final double labels;
    private final double left;
    private final double rowHeight;
    private int begun;

    /**
     * @param labels width of the labels
     * @param rowHeight height of a row
     * @param rows how many there will be
     * @param from start of the axis, s
     * @param to its end, s
     * @param unit what the axis counts
     */
    RowChart(
            String name,
            double labels,
            double rowHeight,
            int rows,
            double from,
            double to,
            String unit) {
        this.labels = labels;
        this.rowHeight = rowHeight;
        x = Axis.of(from, Math.max(to, from + 0.1), labels + 8, RIGHT, TICKS);
        left = x.px(from);
        double bottom = TOP + rowHeight * rows;
        svg = new Svg(WIDTH, bottom + 34, "group", name);
        for (double tick : x.ticks()) {
            svg.line("grid", x.px(tick), TOP, x.px(tick), bottom);
            svg.text("tick", x.px(tick), bottom + 14, "middle", x.label(tick));
        }
        svg.text("quiet", RIGHT, bottom + 30, "end", unit);
    }

    /**
     * Begins the next row.
     *
     * @return y of its middle
     */
    double row(String label) {
        double y = TOP + rowHeight / 2 + rowHeight * begun++;
        svg.text("label", labels, y + 4, "end", label);
        svg.line("grid", left, y, RIGHT, y);
        return y;
    }

    Svg svg() {
        return svg;
    }

    Axis x() {
        return x;
    }
}
