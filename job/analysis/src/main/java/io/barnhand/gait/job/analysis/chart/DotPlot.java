package io.barnhand.gait.job.analysis.chart;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Values in labelled rows, one dot a group in each, between bounds. */
public final class DotPlot {

    /** Of the plot without its labels. */
    private static final double WIDTH = 650;

    /** Width of a letter in the widest of the fonts. */
    private static final double LETTER = 8;

    private static final double GAP = 16;
    private static final double TOP = 100;
    private static final double ROW = 30;

    /** Between the dots of a row, from top to bottom. */
    private static final double OFFSET = 8;

    private static final double LEGEND = 190;
    private static final int TICKS = 10;

    private DotPlot() {}

    /**
     * @param colour a class of plot.css
     * @param values a row each; null where there is none
     */
    public record Group(
            String label, String colour, Marker marker, List<@Nullable Double> values) {}

    /**
     * @param unit of the values
     * @param low where the axis begins
     * @param high where it ends
     * @param bounds drawn as lines
     * @return an SVG document
     */
    public static String of(
            String title,
            String xTitle,
            String unit,
            double low,
            double high,
            List<Double> bounds,
            List<String> rows,
            List<Group> groups) {
        double longest = rows.stream().mapToInt(String::length).max().orElse(0);
        double labels = Plot.MARGIN + LETTER * longest;
        double left = labels + GAP;
        double right = left + WIDTH;
        double bottom = TOP + ROW * rows.size();
        Axis x = Axis.of(low, high, left, right, TICKS);
        Svg svg = Plot.begin(right + 30, bottom + 64, title);
        for (int g = 0; g < groups.size(); g++) {
            double at = Plot.MARGIN + 6 + LEGEND * g;
            groups.get(g).marker().draw(svg, groups.get(g).colour(), at, Plot.SECOND_LINE - 5);
            svg.text("label", at + 14, Plot.SECOND_LINE, "start", groups.get(g).label());
        }
        for (double tick : x.ticks()) {
            svg.line("grid", x.px(tick), TOP, x.px(tick), bottom);
            svg.text("tick", x.px(tick), bottom + 21, "middle", x.label(tick));
        }
        svg.text("axis", (left + right) / 2, bottom + 48, "middle", xTitle + ", " + unit);
        for (int r = 0; r < rows.size(); r++) {
            double y = TOP + ROW * (r + 0.5);
            svg.text("label", labels, y + 5, "end", rows.get(r));
            svg.line("grid", left, y, right, y);
        }
        for (double bound : bounds) {
            svg.line("bound", x.px(bound), TOP - 6, x.px(bound), bottom);
            String text = x.label(bound) + " " + unit;
            svg.text("tick", x.px(bound), TOP - 12, "middle", text);
        }
        for (int g = 0; g < groups.size(); g++) {
            double offset = OFFSET * (g - (groups.size() - 1) / 2.0);
            dots(svg, groups.get(g), x, TOP + ROW / 2 + offset);
        }
        return Plot.end(svg);
    }

    private static void dots(Svg svg, Group group, Axis x, double first) {
        for (int r = 0; r < group.values().size(); r++) {
            Double value = group.values().get(r);
            if (value != null) {
                group.marker().draw(svg, group.colour(), x.px(value), first + ROW * r);
            }
        }
    }
}
