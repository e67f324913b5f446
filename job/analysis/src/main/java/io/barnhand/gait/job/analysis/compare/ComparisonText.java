package io.barnhand.gait.job.analysis.compare;

import io.barnhand.gait.job.analysis.compare.PassPairs.Pair;
import io.barnhand.gait.job.analysis.results.RunNotice;
import io.barnhand.gait.job.configuration.SettingDifference;
import io.barnhand.gait.models.Printable;
import io.barnhand.gait.operators.gait.measurement.Metric;
import io.barnhand.gait.operators.gait.pooling.CameraHour;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A comparison on a terminal of 100 columns. */
public final class ComparisonText {

    private static final int MAX_LISTED = 10;
    private static final String ROW = "  %-30s %9s %10s  %-22s %-20s %s";

    private final RunComparison comparison;
    private final PrintWriter out;

    public ComparisonText(RunComparison comparison, PrintWriter out) {
        this.comparison = comparison;
        this.out = out;
    }

    public void print() {
        printRun("A", comparison.a());
        printRun("B", comparison.b());
        printSettings();
        printPasses();
        printGaits();
        printDifferences();
        printDisagreements();
        out.flush();
    }

    private void printRun(String letter, MeasuredRun run) {
        line("%s: run %s, pose model %s", letter, run.id(), models(run));
        line(
                "   made by %s",
                run.program() == null ? "a program that is not known" : run.program());
        if (run.withdrawn()) {
            line("   %s", RunNotice.withdrawn(run.id()));
        }
        line(
                "   %,d passes; hours decoded %s, with a horse %s, usable %s",
                run.passes().size(),
                hours(run.hours(CameraHour::decodedS)),
                hours(run.hours(CameraHour::horseS)),
                hours(run.hours(CameraHour::usableS)));
    }

    private static String models(MeasuredRun run) {
        TreeSet<String> models =
                run.passes().stream()
                        .map(MeasuredPass::model)
                        .filter(Objects::nonNull)
                        .collect(Collectors.toCollection(TreeSet::new));
        return models.isEmpty() ? "none" : String.join(", ", models);
    }

    private static String hours(double hours) {
        return String.format(Locale.ROOT, hours < 10 ? "%.3f" : "%.1f", hours);
    }

    private void printSettings() {
        Optional<List<SettingDifference>> known = comparison.settings();
        line("");
        if (known.isEmpty()) {
            line("Settings are not compared: one of the runs kept none");
            return;
        }
        List<SettingDifference> differences = known.get();
        line(differences.isEmpty() ? "Settings that change results are the same" : "Settings");
        for (SettingDifference d : differences.stream().limit(MAX_LISTED).toList()) {
            line("  %s: %s in A, %s in B", d.path(), d.textA(), d.textB());
        }
        more(differences.size());
    }

    private void printPasses() {
        PassPairs passes = comparison.passes();
        line("");
        line(
                "Passes in both %,d, in A alone %,d, in B alone %,d, ambiguous %,d",
                passes.pairs().size(),
                passes.onlyA().size(),
                passes.onlyB().size(),
                passes.open().size());
        list("  in A alone: ", passes.onlyA());
        list("  in B alone: ", passes.onlyB());
    }

    private void list(String lead, List<MeasuredPass> passes) {
        passes.stream()
                .limit(MAX_LISTED)
                .forEach(pass -> line("%s%s, %s", lead, place(pass), pass.gait()));
        more(passes.size());
    }

    private void printGaits() {
        List<Pair> others = comparison.otherGait();
        line(
                "Gait the same in %,d of %,d",
                comparison.passes().pairs().size() - others.size(),
                comparison.passes().pairs().size());
        for (Pair pair : others.stream().limit(MAX_LISTED).toList()) {
            line("  %s: %s in A, %s in B", place(pair.a()), pair.a().gait(), pair.b().gait());
        }
        more(others.size());
    }

    private void printDifferences() {
        TreeMap<String, List<MetricDifference>> byGait =
                comparison.differences().stream()
                        .collect(
                                Collectors.groupingBy(
                                        MetricDifference::gait, TreeMap::new, Collectors.toList()));
        if (comparison.differences().stream().anyMatch(d -> Double.isNaN(d.low()))) {
            line(
                    "Intervals are given from three recordings on, limits of agreement from three passes on.");
        }
        byGait.forEach(
                (gait, differences) -> {
                    line("");
                    line("%s, B minus A over passes of this gait in both", gait);
                    line(
                            ROW,
                            "",
                            "mean of A",
                            "difference",
                            "95 % interval",
                            "limits of agreement",
                            "passes");
                    differences.forEach(this::print);
                });
    }

    private void print(MetricDifference d) {
        line(
                ROW,
                d.metric(),
                number(d.meanA(), false),
                number(d.mean(), true),
                between(d.low(), d.high()),
                between(d.limitLow(), d.limitHigh()),
                d.passes() + (d.onlyA() + d.onlyB() == 0 ? "" : alone(d)));
    }

    private static String alone(MetricDifference d) {
        return String.format(Locale.ROOT, " (+%d A, +%d B)", d.onlyA(), d.onlyB());
    }

    private void printDisagreements() {
        List<Disagreement> all = comparison.disagreements();
        line("");
        line("Metrics of a pass whose 95 %% intervals exclude each other: %,d", all.size());
        for (Disagreement d : all.stream().limit(MAX_LISTED).toList()) {
            line(
                    "  %s: %s %s in A, %s in B",
                    place(d.pair().a()), d.metric(), withInterval(d.a()), withInterval(d.b()));
        }
        more(all.size());
    }

    private void more(int size) {
        if (size > MAX_LISTED) {
            line("  and %,d more; see --out", size - MAX_LISTED);
        }
    }

    /** Its seconds of the clip. */
    private String place(MeasuredPass pass) {
        return String.format(
                Locale.ROOT,
                "%s/%s %.1f-%.1f s",
                pass.recording().camera(),
                pass.recording().name(),
                comparison.clipSecond(pass.recording(), pass.startMs()),
                comparison.clipSecond(pass.recording(), pass.endMs()));
    }

    private static String withInterval(Metric metric) {
        return String.format(
                Locale.ROOT,
                "%s (%s)",
                number(metric.value(), false),
                between(metric.ci95Low(), metric.ci95High()));
    }

    private static String between(double low, double high) {
        return Double.isNaN(low) ? "-" : number(low, false) + " to " + number(high, false);
    }

    /** Four significant digits at most. */
    private static String number(double value, boolean signed) {
        if (Double.isNaN(value)) {
            return "-";
        }
        double size = Math.abs(value);
        String digits = size >= 100 ? ".1f" : size >= 10 ? ".2f" : size >= 1 ? ".3f" : ".4f";
        String text = String.format(Locale.ROOT, (signed ? "%+" : "%") + digits, value);
        // What rounds to nothing has no sign.
        return text.matches(".*[1-9].*") ? text : text.replaceFirst("^[+-]", "");
    }

    /** Names come from files: none may steer the terminal. */
    private void line(String format, Object... values) {
        String text = String.format(Locale.ROOT, format, values);
        out.println(Printable.text(text).stripTrailing());
    }
}
