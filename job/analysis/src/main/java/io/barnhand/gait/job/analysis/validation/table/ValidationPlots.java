package io.barnhand.gait.job.analysis.validation.table;

import io.barnhand.gait.job.analysis.chart.DotPlot;
import io.barnhand.gait.job.analysis.chart.LinePlot;
import io.barnhand.gait.job.analysis.chart.Marker;
import io.barnhand.gait.job.analysis.chart.SharePlot;
import io.barnhand.gait.job.analysis.validation.observe.ValidatedQuantity;
import io.barnhand.gait.operators.gait.measurement.GaitClass;
import io.barnhand.gait.operators.synthetic.SyntheticGait;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The plots of a validation, as SVG. */
public final class ValidationPlots {

    /** In the order of {@link SyntheticGait#ALL}. Left leads share the colour of right ones. */
    private static final List<SeriesStyle> GAIT_STYLES =
            List.of(
                    new SeriesStyle("black", Marker.CIRCLE),
                    new SeriesStyle("orange", Marker.SQUARE),
                    new SeriesStyle("purple", Marker.DIAMOND),
                    new SeriesStyle("green", Marker.TRIANGLE),
                    new SeriesStyle("blue", Marker.TRIANGLE_DOWN),
                    new SeriesStyle("blue", Marker.DIAMOND),
                    new SeriesStyle("vermilion", Marker.CIRCLE),
                    new SeriesStyle("vermilion", Marker.SQUARE));

    private static final List<NoiseSeries> NOISES =
            List.of(
                    new NoiseSeries(
                            "-1", "white noise 1 %", new SeriesStyle("black", Marker.CIRCLE)),
                    new NoiseSeries(
                            "-2", "white noise 2 %", new SeriesStyle("vermilion", Marker.SQUARE)),
                    new NoiseSeries(
                            "-ar",
                            "noise 1 % with memory",
                            new SeriesStyle("blue", Marker.DIAMOND)));

    private record SeriesStyle(String colour, Marker marker) {}

    /**
     * @param end of the names of its conditions
     */
    private record NoiseSeries(String end, String label, SeriesStyle style) {}

    private final Path folder;

    public ValidationPlots(Path folder) {
        this.folder = folder;
    }

    /** A line per gait; one file per metric. */
    public void errorAgainstNoise(List<NoiseTable.NoisePoint> points) throws IOException {
        for (ValidatedQuantity measure : NoiseTable.MEASURES) {
            List<LinePlot.Series> series = new ArrayList<>();
            for (int g = 0; g < SyntheticGait.ALL.length; g++) {
                String gait = SyntheticGait.ALL[g].name();
                List<double[]> own =
                        points.stream()
                                .filter(p -> p.measure() == measure && p.gait().equals(gait))
                                .map(p -> new double[] {p.noisePct(), p.rms()})
                                .toList();
                if (!own.isEmpty()) {
                    SeriesStyle style = GAIT_STYLES.get(g);
                    boolean dashed = gait.endsWith("left");
                    series.add(
                            new LinePlot.Series(
                                    label(gait), style.colour(), dashed, style.marker(), own));
                }
            }
            if (!series.isEmpty()) {
                save(
                        "error-against-noise-" + measure.key().replace('_', '-'),
                        LinePlot.of(
                                measure.label + ": error against keypoint noise",
                                "keypoint noise, % of body length",
                                "RMS error, " + measure.unit,
                                series));
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
        List<String> gaits = Arrays.stream(SyntheticGait.ALL).map(SyntheticGait::name).toList();
        double[][] percent = new double[gaits.size()][classes.size()];
        for (int r = 0; r < gaits.size(); r++) {
            for (int c = 0; c < classes.size(); c++) {
                percent[r][c] = 100 * table.share(gaits.get(r), classes.get(c));
            }
        }
        String title =
                String.format(
                        Locale.ROOT,
                        "Gait class given, %% of runs: %.1f %% right, %.1f %% unknown",
                        100 * table.rightShare(),
                        100 * table.unknownShare());
        save(
                "confusion",
                SharePlot.of(
                        title,
                        "class given to horses drawn with " + says,
                        "true gait",
                        classes.stream().map(ValidationPlots::label).toList(),
                        gaits.stream().map(ValidationPlots::label).toList(),
                        percent));
    }

    /** A dot per metric and noise, over all gaits. */
    public void coverage(List<IntervalRow> rows) throws IOException {
        List<IntervalRow> held = rows.stream().filter(row -> row.overall() && row.held()).toList();
        List<ValidatedQuantity> measures =
                held.stream().map(IntervalRow::measure).distinct().sorted().toList();
        List<DotPlot.Group> groups = new ArrayList<>();
        for (NoiseSeries noise : NOISES) {
            List<Double> shares = new ArrayList<>();
            for (ValidatedQuantity measure : measures) {
                // A metric of 4 s passes is shown for these, not for the long ones too.
                shares.add(
                        held.stream()
                                .filter(r -> r.measure() == measure)
                                .filter(r -> r.condition().endsWith(noise.end()))
                                .findFirst()
                                .map(r -> 100 * r.coverage())
                                .orElse(null));
            }
            SeriesStyle style = noise.style();
            groups.add(new DotPlot.Group(noise.label(), style.colour(), style.marker(), shares));
        }
        save(
                "coverage",
                DotPlot.of(
                        "Share of the 95 % intervals that hold the truth (lines: bar of 90–99 %)",
                        "coverage",
                        "%",
                        lowest(held),
                        100,
                        List.of(100 * IntervalRow.MIN_COVERAGE, 100 * IntervalRow.MAX_COVERAGE),
                        measures.stream().map(measure -> measure.label).toList(),
                        groups));
    }

    private static double lowest(List<IntervalRow> rows) {
        double lowest = rows.stream().mapToDouble(IntervalRow::coverage).min().orElse(0.8);
        return Math.min(80, 5 * Math.floor(20 * lowest));
    }

    private static String label(String gait) {
        return gait.equals(GaitClass.TOLT) ? "tölt" : gait.replace('_', ' ');
    }

    private void save(String name, String svg) throws IOException {
        Files.writeString(folder.resolve(name + ".svg"), svg);
    }
}
