package io.barnhand.gait.job.analysis.validation.table;

import io.barnhand.gait.job.analysis.results.CsvTable;
import io.barnhand.gait.job.analysis.validation.observe.InvarianceObserver;
import io.barnhand.gait.job.analysis.validation.observe.ValidatedQuantity;
import io.barnhand.gait.operators.synthetic.SyntheticGait;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The largest change of every metric where nothing may change. */
public final class InvarianceTable {

    /**
     * Relative, or absolute below 1. Rounding itself is far smaller, but it may decide whether a
     * frame at the edge of a gate counts.
     */
    private static final double ROUNDING = 1e-3;

    /** Halves have another rhythm and another noise, s. */
    private static final double SPLIT_SECONDS = 0.005;

    /**
     * @param alteration how the track was seen otherwise
     * @param metric of the record
     * @param largest deviation
     * @param tolerance what is let pass
     */
    record InvarianceRow(String alteration, String metric, double largest, double tolerance) {

        boolean holds() {
            return largest <= tolerance;
        }
    }

    private InvarianceTable() {}

    static List<InvarianceRow> of(Observations observations) {
        Map<String, Double> largest = new LinkedHashMap<>();
        for (SyntheticGait gait : SyntheticGait.ALL) {
            observations
                    .of(InvarianceObserver.CONDITION, gait.name(), ValidatedQuantity.DEVIATION)
                    .forEach(o -> largest.merge(o.text(), o.value(), Math::max));
        }
        List<InvarianceRow> rows = new ArrayList<>();
        largest.forEach(
                (name, deviation) -> {
                    String[] parts = name.split(" ");
                    rows.add(new InvarianceRow(parts[0], parts[1], deviation, tolerance(parts)));
                });
        return rows;
    }

    private static double tolerance(String[] name) {
        if (!name[0].equals(InvarianceObserver.SPLIT_WINDOW)) {
            return ROUNDING;
        }
        return name[1].equals(InvarianceObserver.STRIDES_LOST) ? 0 : SPLIT_SECONDS;
    }

    public static CsvTable csv(List<InvarianceRow> rows) {
        CsvTable table =
                new CsvTable("alteration", "metric", "largest_deviation", "tolerance", "holds");
        rows.forEach(
                row ->
                        table.add(
                                row.alteration(),
                                row.metric(),
                                row.largest(),
                                row.tolerance(),
                                row.holds() ? "yes" : "no"));
        return table;
    }
}
