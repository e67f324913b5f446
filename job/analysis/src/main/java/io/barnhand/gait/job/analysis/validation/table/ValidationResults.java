package io.barnhand.gait.job.analysis.validation.table;

import java.util.List;

/**
 * What a validation found.
 *
 * @param acceptance every bound of the {@link AcceptanceTable}
 * @param intervals coverage and width of the 95 % intervals
 * @param confusion classes given, by condition
 * @param noise errors against noise
 * @param negative scenes that carry no gait
 * @param invariances what must not change anything
 * @param score what the quality score says
 * @param computed cells that had to be computed
 */
public record ValidationResults(
        List<AcceptanceRow> acceptance,
        List<IntervalRow> intervals,
        List<ConfusionTable> confusion,
        List<NoiseTable.NoisePoint> noise,
        List<NegativeTable.NegativeRow> negative,
        List<InvarianceTable.InvarianceRow> invariances,
        List<ScoreTable.Bin> score,
        int computed) {

    public static ValidationResults of(Observations observations, int computed) {
        return new ValidationResults(
                AcceptanceTable.of(observations),
                IntervalTable.of(observations),
                ConfusionTable.all(observations),
                NoiseTable.of(observations),
                NegativeTable.of(observations),
                InvarianceTable.of(observations),
                ScoreTable.of(observations),
                computed);
    }

    /** Whether every acceptance row holds. */
    public boolean accepted() {
        return acceptance.stream().allMatch(AcceptanceRow::holds);
    }

    public ConfusionTable confusion(String condition) {
        return confusion.stream()
                .filter(table -> table.condition().equals(condition))
                .findFirst()
                .orElseThrow(
                        () -> new IllegalArgumentException("No classes of condition " + condition));
    }
}
