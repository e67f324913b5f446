package io.barnhand.gait.job.analysis.validation.table;

import io.barnhand.gait.job.analysis.results.CsvTable;
import io.barnhand.gait.job.analysis.validation.observe.NegativeCase;
import io.barnhand.gait.job.analysis.validation.observe.NegativeCaseObserver;
import io.barnhand.gait.job.analysis.validation.observe.Observation;
import io.barnhand.gait.job.analysis.validation.observe.ValidatedQuantity;
import java.util.ArrayList;
import java.util.List;

/** What was said of the scenes that carry no gait, or only a part of it. */
public final class NegativeTable {

    /**
     * @param scene name
     * @param run number
     * @param expectation what must be so
     * @param holds whether it is
     * @param gait class that was given
     * @param flags of the record
     * @param given names of the metrics that were not null
     */
    record NegativeRow(
            String scene,
            int run,
            String expectation,
            boolean holds,
            String gait,
            String flags,
            String given) {}

    private NegativeTable() {}

    static List<NegativeRow> of(Observations observations) {
        List<NegativeRow> rows = new ArrayList<>();
        for (NegativeCase scene : NegativeCase.values()) {
            observations
                    .of(NegativeCaseObserver.CONDITION, scene.key(), ValidatedQuantity.EXPECTATION)
                    .forEach(o -> rows.add(row(o)));
        }
        return rows;
    }

    private static NegativeRow row(Observation observation) {
        String[] said = observation.text().split(";", -1);
        return new NegativeRow(
                observation.gait(),
                observation.run(),
                said[0],
                observation.value() == 1,
                said[1],
                said[2],
                said[3]);
    }

    public static CsvTable csv(List<NegativeRow> rows) {
        CsvTable table =
                new CsvTable("scene", "run", "expectation", "holds", "class", "flags", "given");
        rows.forEach(
                row ->
                        table.add(
                                row.scene(),
                                row.run(),
                                row.expectation(),
                                row.holds() ? "yes" : "no",
                                row.gait(),
                                row.flags(),
                                row.given()));
        return table;
    }
}
