package io.barnhand.gait.job.analysis.report.page;

import java.util.Comparator;
import java.util.List;

/**
 * All passes in one order.
 *
 * @param id of the table
 * @param label of the order
 * @param rows in it
 */
public record Overview(String id, String label, List<PassView> rows) {

    /** By horse and day, by time, and those to be trusted least first; the first one is shown. */
    static List<Overview> all(List<OverviewRow> passes) {
        Comparator<OverviewRow> byTime = Comparator.comparingLong(OverviewRow::startUs);
        Comparator<OverviewRow> byHorse =
                Comparator.<OverviewRow, String>comparing(row -> row.pass().who())
                        .thenComparing(byTime);
        Comparator<OverviewRow> byTrust =
                Comparator.<OverviewRow, Trust.Level>comparing(row -> row.pass().trust().level())
                        .reversed()
                        .thenComparing(byTime);
        return List.of(
                sorted("horse", passes, byHorse),
                sorted("time", passes, byTime),
                sorted("trust", passes, byTrust));
    }

    private static Overview sorted(
            String key, List<OverviewRow> passes, Comparator<OverviewRow> order) {
        return new Overview(
                "by-" + key,
                Wording.of("overview.by_" + key),
                passes.stream().sorted(order).map(OverviewRow::pass).toList());
    }
}
