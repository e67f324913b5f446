package io.barnhand.gait.job.analysis.report.page;

import java.util.List;

/**
 * What opens on demand below a pass.
 *
 * @param title of it
 * @param lead a sentence on how to read it
 * @param charts drawn, some of them perhaps missing for a reason
 * @param small whether the charts stand side by side
 * @param rows figures behind them
 */
public record SectionView(
        String title, String lead, List<ChartView> charts, boolean small, List<FigureRow> rows) {

    /** The figures, where they are measurements. */
    public FigureTable table() {
        return FigureTable.of(rows);
    }

    /** Whether the figures are measurements rather than words. */
    public boolean measurements() {
        return rows.stream().anyMatch(row -> !row.measured() || !row.interval().isEmpty());
    }
}
