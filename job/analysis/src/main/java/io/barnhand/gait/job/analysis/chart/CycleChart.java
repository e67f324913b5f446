package io.barnhand.gait.job.analysis.chart;

import freemarker.core.TemplateHTMLOutputModel;
import java.util.ArrayList;
import java.util.List;

/** A quantity over the stride: every stride, and from three on their mean with its interval. */
public final class CycleChart {

    private static final double WIDTH = 264;
    private static final double HEIGHT = 170;
    private static final double LEFT = 40;
    private static final double RIGHT = 250;
    private static final double TOP = 8;
    private static final double BOTTOM = 128;
    private static final int TICKS = 4;

    private CycleChart() {}

    /**
     * @param name read by a screen reader
     * @param cycles with at least one value
     * @param xUnit what the axis below counts
     */
    public static TemplateHTMLOutputModel of(String name, StrideCycles cycles, String xUnit) {
        Axis x = Axis.of(0, 100, LEFT, RIGHT, TICKS);
        Axis y = Axis.round(cycles.lowest(), cycles.highest(), BOTTOM, TOP, TICKS);
        Svg svg = new Svg(WIDTH, HEIGHT, "img", name);
        for (double tick : y.ticks()) {
            svg.line("grid", LEFT, y.px(tick), RIGHT, y.px(tick));
            svg.text("tick", LEFT - 6, y.px(tick) + 4, "end", y.label(tick));
        }
        for (double tick : x.ticks()) {
            svg.text("tick", x.px(tick), BOTTOM + 15, "middle", x.label(tick));
        }
        svg.text("quiet", RIGHT, BOTTOM + 32, "end", xUnit);
        cycles.drawn().forEach(stride -> svg.path("stride", points(stride, x, y), false));
        double[][] mean = cycles.mean();
        for (List<double[]> band : bands(mean, x, y)) {
            svg.path("band", band, true);
        }
        svg.path("mean", points(mean[0], x, y), false);
        return svg.markup();
    }

    private static List<double[]> points(double[] values, Axis x, Axis y) {
        List<double[]> points = new ArrayList<>();
        for (int k = 0; k < values.length; k++) {
            points.add(
                    Double.isNaN(values[k])
                            ? null
                            : new double[] {
                                x.px(100.0 * k / (values.length - 1)), y.px(values[k])
                            });
        }
        return points;
    }

    /** An outline for every stretch in which there is a mean. */
    private static List<List<double[]>> bands(double[][] mean, Axis x, Axis y) {
        List<List<double[]>> bands = new ArrayList<>();
        List<double[]> upper = points(mean[2], x, y);
        List<double[]> lower = points(mean[1], x, y);
        List<double[]> outline = new ArrayList<>();
        List<double[]> back = new ArrayList<>();
        for (int k = 0; k <= upper.size(); k++) {
            if (k < upper.size() && upper.get(k) != null) {
                outline.add(upper.get(k));
                back.add(0, lower.get(k));
            } else if (!outline.isEmpty()) {
                outline.addAll(back);
                bands.add(List.copyOf(outline));
                outline.clear();
                back.clear();
            }
        }
        return bands;
    }
}
