package io.barnhand.gait.job.analysis.validation.table;

import io.barnhand.gait.job.analysis.validation.observe.Measure;
import io.barnhand.gait.operators.gait.measurement.GaitClass;
import io.barnhand.gait.operators.synthetic.SyntheticGait;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.knowm.xchart.AnnotationLine;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.BitmapEncoder.BitmapFormat;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.CategorySeries;
import org.knowm.xchart.CategorySeries.CategorySeriesRenderStyle;
import org.knowm.xchart.HeatMapChart;
import org.knowm.xchart.HeatMapChartBuilder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.internal.chartpart.Chart;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * The plots of a validation, as PNG. Colours after Okabe and Ito, told apart by the colour-blind.
 */
public final class ValidationPlots {

    private static final Color[] COLOURS = {
        new Color(0x000000),
        new Color(0xE69F00),
        new Color(0x56B4E9),
        new Color(0x009E73),
        new Color(0x0072B2),
        new Color(0x0072B2),
        new Color(0xD55E00),
        new Color(0xD55E00)
    };
    private static final Marker[] MARKERS = {
        SeriesMarkers.CIRCLE,
        SeriesMarkers.SQUARE,
        SeriesMarkers.DIAMOND,
        SeriesMarkers.TRIANGLE_UP,
        SeriesMarkers.TRIANGLE_DOWN,
        SeriesMarkers.CROSS,
        SeriesMarkers.CIRCLE,
        SeriesMarkers.PLUS
    };
    private static final String[] CONDITIONS = {"1", "2", "ar"};
    private static final String[] CONDITION_LABELS = {
        "white noise 1 %", "white noise 2 %", "noise 1 % with memory"
    };

    private final Path folder;

    public ValidationPlots(Path folder) {
        this.folder = folder;
    }

    /** A line per gait; one file per metric. */
    public void errorAgainstNoise(List<NoiseTable.Point> points) throws IOException {
        for (Measure measure : NoiseTable.MEASURES) {
            XYChart chart =
                    new XYChartBuilder()
                            .width(760)
                            .height(480)
                            .title(measure.label + ": error against keypoint noise")
                            .xAxisTitle("keypoint noise, % of body length")
                            .yAxisTitle("RMS error, " + measure.unit)
                            .build();
            style(chart.getStyler());
            chart.getStyler().setLegendPosition(LegendPosition.OutsideE);
            chart.getStyler().setMarkerSize(8);
            chart.getStyler().setYAxisMin(0.0);
            chart.getStyler().setYAxisDecimalPattern("0.#####");
            for (int g = 0; g < SyntheticGait.ALL.length; g++) {
                String gait = SyntheticGait.ALL[g].name();
                List<NoiseTable.Point> own =
                        points.stream()
                                .filter(p -> p.measure() == measure && p.gait().equals(gait))
                                .toList();
                if (!own.isEmpty()) {
                    XYSeries series =
                            chart.addSeries(
                                    label(gait),
                                    own.stream().map(NoiseTable.Point::noisePct).toList(),
                                    own.stream().map(NoiseTable.Point::rms).toList());
                    series.setMarker(MARKERS[g]);
                    series.setMarkerColor(COLOURS[g]);
                    series.setLineColor(COLOURS[g]);
                    // Left leads share the colour of right ones.
                    series.setLineStyle(
                            gait.endsWith("left") ? SeriesLines.DASH_DASH : SeriesLines.SOLID);
                }
            }
            if (!chart.getSeriesMap().isEmpty()) {
                save(chart, "error-against-noise-" + measure.key().replace('_', '-'));
            }
        }
    }

    /**
     * True gait by row, class by column, share in percent.
     *
     * @param says how the horses were drawn
     */
    public void confusion(ConfusionTable table, String says) throws IOException {
        List<String> classes =
                ConfusionTable.classes().stream()
                        .filter(name -> !name.equals(GaitClass.STANDING))
                        .toList();
        List<String> gaits = new ArrayList<>();
        // The first row is drawn at the bottom.
        for (int g = SyntheticGait.ALL.length - 1; g >= 0; g--) {
            gaits.add(SyntheticGait.ALL[g].name());
        }
        List<Number[]> cells = new ArrayList<>();
        for (int x = 0; x < classes.size(); x++) {
            for (int y = 0; y < gaits.size(); y++) {
                double share = 100 * table.share(gaits.get(y), classes.get(x));
                if (share > 0) {
                    cells.add(new Number[] {x, y, share});
                }
            }
        }
        HeatMapChart chart =
                new HeatMapChartBuilder()
                        .width(1000)
                        .height(620)
                        .title(
                                "Gait class given, %% of runs: %.1f %% right, %.1f %% unknown"
                                        .formatted(
                                                100 * table.rightShare(),
                                                100 * table.unknownShare()))
                        .xAxisTitle("class given to horses drawn with " + says)
                        .yAxisTitle("true gait")
                        .build();
        style(chart.getStyler());
        chart.getStyler().setLegendVisible(false);
        chart.getStyler().setShowValue(true);
        chart.getStyler().setHeatMapValueDecimalPattern("0.0");
        chart.getStyler().setValueFont(font(14));
        chart.getStyler().setMin(0);
        chart.getStyler().setMax(100);
        // Light throughout, so that black numbers can be read on it.
        chart.getStyler().setRangeColors(new Color[] {Color.WHITE, new Color(0x56B4E9)});
        chart.getStyler().setPlotContentSize(1);
        chart.getStyler().setPlotGridLinesVisible(false);
        chart.getStyler().setXAxisLabelRotation(30);
        chart.addSeries(
                "share",
                classes.stream().map(ValidationPlots::label).toList(),
                gaits.stream().map(ValidationPlots::label).toList(),
                cells);
        save(chart, "confusion");
    }

    /** A point per metric and noise, over all gaits. */
    public void coverage(List<IntervalRow> rows) throws IOException {
        List<IntervalRow> held = rows.stream().filter(row -> row.overall() && row.held()).toList();
        List<Measure> measures =
                held.stream().map(IntervalRow::measure).distinct().sorted().toList();
        CategoryChart chart =
                new CategoryChartBuilder()
                        .width(1200)
                        .height(640)
                        .title(
                                "Share of the 95 % intervals that hold the truth (lines: bar of 90–99 %)")
                        .xAxisTitle("")
                        .yAxisTitle("coverage, %")
                        .build();
        style(chart.getStyler());
        chart.getStyler().setLegendPosition(LegendPosition.OutsideS);
        chart.getStyler().setXAxisLabelRotation(90);
        chart.getStyler().setXAxisLabelAlignmentVertical(AxesChartStyler.TextAlignment.Right);
        chart.getStyler().setMarkerSize(9);
        chart.getStyler().setYAxisMin(lowest(held));
        chart.getStyler().setYAxisMax(100.0);
        chart.getStyler().setAnnotationLineColor(COLOURS[3]);
        chart.getStyler().setAnnotationLineStroke(new BasicStroke(2));
        List<String> labels = measures.stream().map(measure -> measure.label).toList();
        for (int c = 0; c < CONDITIONS.length; c++) {
            String end = "-" + CONDITIONS[c];
            List<Double> shares = new ArrayList<>();
            for (Measure measure : measures) {
                // A metric of 4 s passes is shown for these, not for the long ones too.
                shares.add(
                        held.stream()
                                .filter(r -> r.measure() == measure && r.condition().endsWith(end))
                                .findFirst()
                                .map(r -> 100 * r.coverage())
                                .orElse(null));
            }
            CategorySeries series = chart.addSeries(CONDITION_LABELS[c], labels, shares);
            series.setChartCategorySeriesRenderStyle(CategorySeriesRenderStyle.Scatter);
            series.setMarker(MARKERS[c]);
            series.setMarkerColor(COLOURS[new int[] {0, 6, 4}[c]]);
        }
        for (double edge : new double[] {IntervalRow.LEAST_COVERAGE, IntervalRow.MOST_COVERAGE}) {
            AnnotationLine line = new AnnotationLine(100 * edge, false, false);
            chart.addAnnotation(line);
        }
        save(chart, "coverage");
    }

    private static double lowest(List<IntervalRow> rows) {
        double lowest = rows.stream().mapToDouble(IntervalRow::coverage).min().orElse(0.8);
        return Math.min(80, 5 * Math.floor(20 * lowest));
    }

    private static void style(AxesChartStyler styler) {
        styler.setChartBackgroundColor(Color.WHITE);
        styler.setPlotBorderVisible(false);
        styler.setChartTitleFont(font(16));
        styler.setAxisTitleFont(font(14));
        styler.setAxisTickLabelsFont(font(13));
        styler.setLegendFont(font(13));
        styler.setPlotGridLinesColor(new Color(0xDDDDDD));
        styler.setLocale(Locale.ROOT);
    }

    private static Font font(int size) {
        return new Font(Font.SANS_SERIF, Font.PLAIN, size);
    }

    private static String label(String gait) {
        return gait.equals(GaitClass.TOLT) ? "tölt" : gait.replace('_', ' ');
    }

    private void save(Chart<?, ?> chart, String name) throws IOException {
        BitmapEncoder.saveBitmap(chart, folder.resolve(name).toString(), BitmapFormat.PNG);
    }
}
