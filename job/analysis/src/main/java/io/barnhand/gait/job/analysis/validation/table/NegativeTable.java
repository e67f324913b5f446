package io.barnhand.gait.job.analysis.validation.table;

import io.barnhand.gait.job.analysis.results.CsvTable;
import io.barnhand.gait.job.analysis.validation.observe.Measure;
import io.barnhand.gait.job.analysis.validation.observe.Observation;
import io.barnhand.gait.job.analysis.validation.observe.Scene;
import io.barnhand.gait.job.analysis.validation.observe.SceneObserver;
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
    record Row(
            String scene,
            int run,
            String expectation,
            boolean holds,
            String gait,
            String flags,
            String given) {}

    private NegativeTable() {}

    static List<Row> of(Observations observations) {
        List<Row> rows = new ArrayList<>();
        for (Scene scene : Scene.values()) {
            observations
                    .of(SceneObserver.CONDITION, scene.key(), Measure.EXPECTATION)
                    .forEach(o -> rows.add(row(o)));
        }
        return rows;
    }

    private static Row row(Observation observation) {
        String[] said = observation.text().split(";", -1);
        return new Row(
                observation.gait(),
                observation.run(),
                said[0],
                observation.value() == 1,
                said[1],
                said[2],
                said[3]);
    }

    public static CsvTable csv(List<Row> rows) {
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
