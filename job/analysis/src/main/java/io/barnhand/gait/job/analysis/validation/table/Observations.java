package io.barnhand.gait.job.analysis.validation.table;

import io.barnhand.gait.job.analysis.validation.observe.Cell;
import io.barnhand.gait.job.analysis.validation.observe.CellStore;
import io.barnhand.gait.job.analysis.validation.observe.Observation;
import io.barnhand.gait.job.analysis.validation.observe.ValidatedQuantity;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Everything that was observed, by condition, gait or scene, and measure. */
public final class Observations {

    private record Key(String condition, String subject) {}

    private final Map<Key, Map<ValidatedQuantity, List<Observation>>> all = new LinkedHashMap<>();

    public static Observations read(CellStore store, List<Cell> cells) throws IOException {
        Observations observations = new Observations();
        for (Cell cell : cells) {
            Map<ValidatedQuantity, List<Observation>> own = new EnumMap<>(ValidatedQuantity.class);
            for (Observation observation : store.read(cell)) {
                own.computeIfAbsent(observation.measure(), m -> new ArrayList<>()).add(observation);
            }
            observations.all.put(new Key(cell.condition(), cell.subject()), own);
        }
        return observations;
    }

    List<Observation> of(String condition, String subject, ValidatedQuantity measure) {
        return all.getOrDefault(new Key(condition, subject), Map.of())
                .getOrDefault(measure, List.of());
    }

    ErrorSample errors(String condition, String subject, ValidatedQuantity measure) {
        return new ErrorSample(of(condition, subject, measure));
    }
}
