package io.barnhand.gait.job.analysis.chart;

import java.util.List;
import java.util.Locale;

/** Shares in percent, row by column, each with its number; what is 0 stays empty. */
public final class SharePlot {

    private static final double LEFT = 140;
    private static final double TOP = 76;
    private static final double COLUMN = 96;
    private static final double ROW = 52;

    /** Of the smallest share, so that it is seen. */
    private static final double MIN_OPACITY = 0.15;

    private SharePlot() {}

    /**
     * @param columnTitle what the columns are
     * @param rowTitle what the rows are
     * @param percent {@code [rows][columns]} from 0 to 100
     * @return an SVG document
     */
    public static String of(
            String title,
            String columnTitle,
            String rowTitle,
            List<String> columns,
            List<String> rows,
            double[][] percent) {
        double right = LEFT + COLUMN * columns.size();
        double bottom = TOP + ROW * rows.size();
        Svg svg = Plot.begin(right + Plot.MARGIN, bottom + 64, title);
        svg.text("axis", Plot.MARGIN, Plot.SECOND_LINE, "start", rowTitle);
        for (int r = 0; r < rows.size(); r++) {
            double y = TOP + ROW * r;
            svg.text("label", LEFT - 12, y + ROW / 2 + 5, "end", rows.get(r));
            for (int c = 0; c < columns.size(); c++) {
                if (percent[r][c] > 0) {
                    cell(svg, LEFT + COLUMN * c, y, percent[r][c]);
                }
            }
        }
        for (int r = 0; r <= rows.size(); r++) {
            svg.line("grid", LEFT, TOP + ROW * r, right, TOP + ROW * r);
        }
        for (int c = 0; c <= columns.size(); c++) {
            svg.line("grid", LEFT + COLUMN * c, TOP, LEFT + COLUMN * c, bottom);
        }
        for (int c = 0; c < columns.size(); c++) {
            double middle = LEFT + COLUMN * (c + 0.5);
            svg.text("label", middle, bottom + 21, "middle", columns.get(c));
        }
        svg.text("axis", (LEFT + right) / 2, bottom + 48, "middle", columnTitle);
        return Plot.end(svg);
    }

    private static void cell(Svg svg, double x, double y, double percent) {
        double opacity = MIN_OPACITY + (1 - MIN_OPACITY) * percent / 100;
        svg.shade("share", opacity, x, y, COLUMN, ROW);
        String text = String.format(Locale.ROOT, "%.1f", percent);
        svg.text("number", x + COLUMN / 2, y + ROW / 2 + 5, "middle", text);
    }
}
