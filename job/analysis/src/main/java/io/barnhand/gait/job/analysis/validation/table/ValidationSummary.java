package io.barnhand.gait.job.analysis.validation.table;

import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The results on a terminal: what does not hold in full, the rest in a line each. */
public final class ValidationSummary {

    private final ValidationResults results;
    private final PrintWriter out;

    public ValidationSummary(ValidationResults results, PrintWriter out) {
        this.results = results;
        this.out = out;
    }

    public void print() {
        out.println("Against synthetic horses: best cases, not accuracy in the field.");
        printAcceptance();
        printIntervals();
        printConfusion();
        printNegative();
        printInvariances();
        printScore();
        out.flush();
    }

    private void printAcceptance() {
        List<AcceptanceRow> bounds =
                results.acceptance().stream()
                        .filter(Predicate.not(AcceptanceRow::reportedOnly))
                        .toList();
        List<AcceptanceRow> missed =
                bounds.stream().filter(Predicate.not(AcceptanceRow::holds)).toList();
        out.printf(
                Locale.ROOT,
                "%nAcceptance: %d of %d bounds hold. A bound without a name is held by the 95th"
                        + " percentile of |error| over runs.%n",
                bounds.size() - missed.size(),
                bounds.size());
        missed.forEach(
                row ->
                        out.printf(
                                Locale.ROOT,
                                "  %d %%  %-22s %-13s %-12s %-15s %10.4g %s %.4g %s (given %.0f %%,"
                                        + " n %d)%n",
                                row.noisePct(),
                                row.metric(),
                                row.gait(),
                                row.condition(),
                                row.statistic(),
                                row.found(),
                                row.lower() ? "<" : ">",
                                row.bound(),
                                row.unit(),
                                100 * row.given(),
                                row.n()));
    }

    private void printIntervals() {
        List<IntervalRow> held = results.intervals().stream().filter(IntervalRow::held).toList();
        List<IntervalRow> overall = held.stream().filter(IntervalRow::overall).toList();
        List<IntervalRow> missed =
                overall.stream().filter(Predicate.not(IntervalRow::within)).toList();
        long ofGaits = held.stream().filter(row -> !row.overall()).count();
        long missedOfGaits = held.stream().filter(row -> !row.overall() && !row.within()).count();
        out.printf(
                Locale.ROOT,
                "%n95 %% intervals: %d of %d metrics hold the truth in 90-99 %% with a width of at"
                        + " most 4.5 SD, 5.4 pooled (of single gaits: %d of %d).%n",
                overall.size() - missed.size(),
                overall.size(),
                ofGaits - missedOfGaits,
                ofGaits);
        missed.forEach(
                row ->
                        out.printf(
                                Locale.ROOT,
                                "  %-13s %-22s coverage %.3f, width/SD %.2f (n %d)%n",
                                row.condition(),
                                row.measure().key(),
                                row.coverage(),
                                row.widthOverSd(),
                                row.intervals()));
    }

    private void printConfusion() {
        out.printf(Locale.ROOT, "%nGait class:%n");
        results.confusion()
                .forEach(
                        table ->
                                out.printf(
                                        Locale.ROOT,
                                        "  %-17s %5.1f %% right, %4.1f %% unknown, %4.1f %%"
                                                + " wrong%n",
                                        table.condition(),
                                        100 * table.rightShare(),
                                        100 * table.unknownShare(),
                                        100 * table.wrongShare()));
    }

    private void printNegative() {
        Map<String, List<NegativeTable.NegativeRow>> rows =
                results.negative().stream()
                        .collect(
                                Collectors.groupingBy(
                                        row -> row.scene() + ": " + row.expectation(),
                                        LinkedHashMap::new,
                                        Collectors.toList()));
        long holding = rows.values().stream().filter(ValidationSummary::allHold).count();
        out.printf(
                Locale.ROOT,
                "%nTracks without a gait: %d of %d expectations hold.%n",
                holding,
                rows.size());
        rows.forEach(
                (name, own) -> {
                    if (!allHold(own)) {
                        NegativeTable.NegativeRow first =
                                own.stream().filter(row -> !row.holds()).findFirst().orElseThrow();
                        long n = own.stream().filter(row -> !row.holds()).count();
                        out.printf(
                                Locale.ROOT,
                                "  %s: not in %d of %d runs, as in run %d (class %s; flags %s;"
                                        + " given %s)%n",
                                name,
                                n,
                                own.size(),
                                first.run(),
                                first.gait(),
                                first.flags().isEmpty() ? "none" : first.flags(),
                                first.given().isEmpty() ? "nothing" : first.given());
                    }
                });
    }

    private static boolean allHold(List<NegativeTable.NegativeRow> rows) {
        return rows.stream().allMatch(NegativeTable.NegativeRow::holds);
    }

    private void printInvariances() {
        List<InvarianceTable.InvarianceRow> missed =
                results.invariances().stream()
                        .filter(Predicate.not(InvarianceTable.InvarianceRow::holds))
                        .toList();
        out.printf(
                Locale.ROOT,
                "%nInvariances: %d of %d hold.%n",
                results.invariances().size() - missed.size(),
                results.invariances().size());
        missed.forEach(
                row ->
                        out.printf(
                                Locale.ROOT,
                                "  %-17s %-24s %.3g > %.3g%n",
                                row.alteration(),
                                row.metric(),
                                row.largest(),
                                row.tolerance()));
    }

    private void printScore() {
        out.printf(
                Locale.ROOT,
                "%nQuality score, over footage from good to bad (90th percentiles of errors):%n"
                        + "  score        n  named  wrong of named  frequency error  phase error%n");
        results.score()
                .forEach(
                        bin ->
                                out.printf(
                                        Locale.ROOT,
                                        "  %.1f-%.1f %6d %6d %15s %16s %12s%n",
                                        bin.from(),
                                        bin.to(),
                                        bin.n(),
                                        bin.named(),
                                        known("%.1f %%", 100 * bin.wrong()),
                                        known("%.2f %%", bin.frequencyPct()),
                                        known("%.3f", bin.phase())));
    }

    private static String known(String format, double value) {
        return Double.isNaN(value) ? "-" : String.format(Locale.ROOT, format, value);
    }
}
