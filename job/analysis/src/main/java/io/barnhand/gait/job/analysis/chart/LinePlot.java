package io.barnhand.gait.job.analysis.chart;

import java.util.ArrayList;
import java.util.List;

/** Lines through points, named in a legend; both axes begin at 0. */
public final class LinePlot {

    private static final double WIDTH = 800;
    private static final double HEIGHT = 500;
    private static final double LEFT = 76;
    private static final double RIGHT = 620;
    private static final double TOP = 76;
    private static final double BOTTOM = 436;
    private static final double LEGEND = 650;
    private static final double LEGEND_ROW = 28;
    private static final double SAMPLE = 36;
    private static final int X_TICKS = 4;
    private static final int Y_TICKS = 8;

    private LinePlot() {}

    /**
     * @param colour a class of plot.css
     * @param dashed whether the line is
     * @param points {@code {x, y}}, neither negative, in the order in which they are joined
     */
    public record Series(
            String label, String colour, boolean dashed, Marker marker, List<double[]> points) {

        private String line() {
            return (dashed ? "series dashed " : "series ") + colour;
        }
    }

    /**
     * @param xTitle quantity and unit
     * @param yTitle quantity and unit
     * @param series at least one, with at least one point
     * @return an SVG document
     */
    public static String of(String title, String xTitle, String yTitle, List<Series> series) {
        Axis x = Axis.round(0, highest(series, 0), LEFT, RIGHT, X_TICKS);
        Axis y = Axis.round(0, highest(series, 1), BOTTOM, TOP, Y_TICKS);
        Svg svg = Plot.begin(WIDTH, HEIGHT, title);
        svg.text("axis", Plot.MARGIN, Plot.SECOND_LINE, "start", yTitle);
        for (double tick : y.ticks()) {
            svg.line(tick == 0 ? "zero" : "grid", LEFT, y.px(tick), RIGHT, y.px(tick));
            svg.text("tick", LEFT - 10, y.px(tick) + 5, "end", y.label(tick));
        }
        for (double tick : x.ticks()) {
            svg.line(tick == 0 ? "zero" : "grid", x.px(tick), TOP, x.px(tick), BOTTOM);
            svg.text("tick", x.px(tick), BOTTOM + 21, "middle", x.label(tick));
        }
        svg.text("axis", (LEFT + RIGHT) / 2, BOTTOM + 46, "middle", xTitle);
        double row = TOP + LEGEND_ROW / 2;
        for (Series one : series) {
            List<double[]> at = new ArrayList<>();
            one.points().forEach(p -> at.add(new double[] {x.px(p[0]), y.px(p[1])}));
            draw(svg, one, at);
            svg.line(one.line(), LEGEND, row, LEGEND + SAMPLE, row);
            one.marker().draw(svg, one.colour(), LEGEND + SAMPLE / 2, row);
            svg.text("label", LEGEND + SAMPLE + 10, row + 5, "start", one.label());
            row += LEGEND_ROW;
        }
        return Plot.end(svg);
    }

    private static void draw(Svg svg, Series series, List<double[]> at) {
        svg.path(series.line(), at, false);
        at.forEach(point -> series.marker().draw(svg, series.colour(), point[0], point[1]));
    }

    private static double highest(List<Series> series, int coordinate) {
        return series.stream()
                .flatMap(one -> one.points().stream())
                .mapToDouble(point -> point[coordinate])
                .max()
                .orElseThrow(() -> new IllegalArgumentException("No point to draw"));
    }
}
