package io.barnhand.gait.job.analysis.report.page;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Figures as a table. Where many are missing for one reason, the reason is given once and not line
 * by line.
 *
 * @param rows of the table
 * @param missing the others, by their reason
 */
public record FigureTable(List<FigureRow> rows, List<Missing> missing) {

    private static final int MANY = 3;

    /**
     * @param labels what is missing
     * @param why for which reason
     */
    public record Missing(String labels, String why) {}

    static FigureTable of(List<FigureRow> all) {
        Map<String, List<FigureRow>> byReason = new LinkedHashMap<>();
        for (FigureRow row : all) {
            if (!row.measured()) {
                byReason.computeIfAbsent(row.note(), why -> new ArrayList<>()).add(row);
            }
        }
        List<FigureRow> rows = new ArrayList<>(all);
        List<Missing> missing = new ArrayList<>();
        byReason.forEach(
                (why, same) -> {
                    if (same.size() >= MANY) {
                        rows.removeAll(same);
                        List<String> labels = same.stream().map(FigureRow::label).toList();
                        missing.add(new Missing(String.join("; ", labels), why));
                    }
                });
        return new FigureTable(List.copyOf(rows), List.copyOf(missing));
    }
}
