package io.barnhand.gait.job.analysis.report.page;

import java.util.List;

/**
 * A pass's day against the horse's own earlier days.
 *
 * @param sentence what it comes to, or what is missing
 * @param frequency by how much the day's stride frequency differs from the baseline's, with its
 *     interval, Hz; empty where there is no baseline
 * @param rows a metric each; value of the day, band and days as interval and n
 * @param charts days of each metric
 */
public record ChangeView(
        String sentence, String frequency, List<FigureRow> rows, List<ChartView> charts) {

    /** The metrics as a table. */
    public FigureTable table() {
        return FigureTable.of(rows);
    }
}
