package io.barnhand.gait.job.analysis.compare;

import io.barnhand.gait.job.analysis.compare.PassPairs.Pair;
import io.barnhand.gait.job.analysis.results.CsvTable;
import io.barnhand.gait.job.configuration.SettingDifference;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A complete comparison as tables for other programs. */
public final class ComparisonTables {

    private final RunComparison comparison;

    public ComparisonTables(RunComparison comparison) {
        this.comparison = comparison;
    }

    /**
     * Writes {@code settings.csv}, {@code differences.csv}, {@code passes.csv} and {@code
     * disagreements.csv}.
     */
    public void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        settings().write(folder.resolve("settings.csv"));
        differences().write(folder.resolve("differences.csv"));
        passes().write(folder.resolve("passes.csv"));
        disagreements().write(folder.resolve("disagreements.csv"));
    }

    private CsvTable settings() {
        CsvTable table = new CsvTable("setting", "a", "b");
        for (SettingDifference d : comparison.settings().orElse(List.of())) {
            table.add(d.path(), d.textA(), d.textB());
        }
        return table;
    }

    private CsvTable differences() {
        CsvTable table =
                new CsvTable(
                        "gait",
                        "metric",
                        "mean_a",
                        "difference",
                        "ci95_low",
                        "ci95_high",
                        "limit_low",
                        "limit_high",
                        "passes",
                        "recordings",
                        "only_a",
                        "only_b");
        for (MetricDifference d : comparison.differences()) {
            table.add(
                    d.gait(),
                    d.metric(),
                    d.meanA(),
                    d.mean(),
                    d.low(),
                    d.high(),
                    d.limitLow(),
                    d.limitHigh(),
                    d.passes(),
                    d.recordings(),
                    d.onlyA(),
                    d.onlyB());
        }
        return table;
    }

    private CsvTable passes() {
        CsvTable table =
                new CsvTable(
                        "camera",
                        "recording",
                        "start_s",
                        "end_s",
                        "track_a",
                        "gait_a",
                        "track_b",
                        "gait_b",
                        "found_in");
        for (Pair pair : comparison.passes().pairs()) {
            addPass(table, pair.a(), pair.a(), pair.b(), "both");
        }
        for (MeasuredPass pass : comparison.passes().onlyA()) {
            addPass(table, pass, pass, null, "a");
        }
        for (MeasuredPass pass : comparison.passes().onlyB()) {
            addPass(table, pass, null, pass, "b");
        }
        for (MeasuredPass pass : comparison.passes().open()) {
            addPass(table, pass, null, null, "several");
        }
        return table;
    }

    private void addPass(
            CsvTable table, MeasuredPass placed, MeasuredPass a, MeasuredPass b, String where) {
        table.add(
                placed.recording().camera(),
                placed.recording().name(),
                comparison.clipSecond(placed.recording(), placed.startMs()),
                comparison.clipSecond(placed.recording(), placed.endMs()),
                a == null ? null : a.track(),
                a == null ? null : a.gait(),
                b == null ? null : b.track(),
                b == null ? null : b.gait(),
                where);
    }

    private CsvTable disagreements() {
        CsvTable table =
                new CsvTable(
                        "camera",
                        "recording",
                        "start_s",
                        "end_s",
                        "gait",
                        "metric",
                        "a",
                        "a_low",
                        "a_high",
                        "b",
                        "b_low",
                        "b_high",
                        "apart");
        for (Disagreement d : comparison.disagreements()) {
            MeasuredPass pass = d.pair().a();
            table.add(
                    pass.recording().camera(),
                    pass.recording().name(),
                    comparison.clipSecond(pass.recording(), pass.startMs()),
                    comparison.clipSecond(pass.recording(), pass.endMs()),
                    pass.gait(),
                    d.metric(),
                    d.a().value(),
                    d.a().ci95Low(),
                    d.a().ci95High(),
                    d.b().value(),
                    d.b().ci95Low(),
                    d.b().ci95High(),
                    d.apart());
        }
        return table;
    }
}
