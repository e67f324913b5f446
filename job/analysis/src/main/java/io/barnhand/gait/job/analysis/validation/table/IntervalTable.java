package io.barnhand.gait.job.analysis.validation.table;

import io.barnhand.gait.job.analysis.results.CsvTable;
import io.barnhand.gait.job.analysis.validation.observe.Condition;
import io.barnhand.gait.job.analysis.validation.observe.Observation;
import io.barnhand.gait.job.analysis.validation.observe.PooledPasses;
import io.barnhand.gait.job.analysis.validation.observe.ValidatedQuantity;
import io.barnhand.gait.operators.synthetic.SyntheticGait;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Coverage and width of the 95 % intervals. A gait is left out where a metric has no scatter or
 * hardly an interval: the suspension of a walk is 0 in every run.
 */
public final class IntervalTable {

    /** Below this a value is not estimated but known, as shares of its unit. */
    private static final double NO_SCATTER = 1e-6;

    private static final double MIN_SHARE = 0.5;
    private static final int FEWEST = 2;

    private final Observations observations;
    private final List<IntervalRow> rows = new ArrayList<>();

    private IntervalTable(Observations observations) {
        this.observations = observations;
    }

    static List<IntervalRow> of(Observations observations) {
        IntervalTable table = new IntervalTable(observations);
        for (Condition condition : Condition.all()) {
            if (condition.intervals() != Condition.IntervalModel.OTHER) {
                table.add(condition.name(), condition.gaits(), condition);
            }
        }
        PooledPasses.all().forEach(pooled -> table.add(pooled.name(), PooledPasses.GAITS, null));
        return table.rows;
    }

    public static CsvTable csv(List<IntervalRow> rows) {
        CsvTable table =
                new CsvTable(
                        "condition",
                        "metric",
                        "unit",
                        "gait",
                        "intervals",
                        "coverage",
                        "width_over_sd",
                        "bias",
                        "mean_width",
                        "bar");
        for (IntervalRow row : rows) {
            table.add(
                    row.condition(),
                    row.measure().key(),
                    row.measure().unit,
                    row.gait(),
                    row.intervals(),
                    row.coverage(),
                    row.widthOverSd(),
                    row.bias(),
                    row.width(),
                    !row.held() ? "none" : row.within() ? "held" : "not held");
        }
        return table;
    }

    /**
     * @param condition null for pooled passes
     */
    private void add(String name, List<SyntheticGait> gaits, Condition condition) {
        for (ValidatedQuantity measure : ValidatedQuantity.values()) {
            List<Observation> all = new ArrayList<>();
            double ratios = 0;
            int counted = 0;
            boolean held = condition == null || held(condition, measure);
            for (SyntheticGait gait : gaits) {
                List<Observation> own = observations.of(name, gait.name(), measure);
                ErrorSample errors = new ErrorSample(own);
                if (hasScatter(errors)) {
                    double ratio = errors.meanWidth() / errors.sd();
                    rows.add(
                            new IntervalRow(
                                    name,
                                    measure,
                                    gait.name(),
                                    held,
                                    condition == null,
                                    errors.intervals(),
                                    errors.coverage(),
                                    ratio,
                                    errors.bias(),
                                    errors.meanWidth()));
                    all.addAll(own);
                    ratios += ratio;
                    counted++;
                }
            }
            if (counted > 0) {
                ErrorSample errors = new ErrorSample(all);
                rows.add(
                        new IntervalRow(
                                name,
                                measure,
                                IntervalRow.ALL_GAITS,
                                held,
                                condition == null,
                                errors.intervals(),
                                errors.coverage(),
                                ratios / counted,
                                Double.NaN,
                                Double.NaN));
            }
        }
    }

    private static boolean hasScatter(ErrorSample errors) {
        return errors.intervals() >= FEWEST
                && errors.intervals() >= MIN_SHARE * errors.given()
                && errors.sd() > NO_SCATTER;
    }

    /** The raw range is another quantity; of strides that vary only their CV is unbiased. */
    private static boolean held(Condition condition, ValidatedQuantity measure) {
        boolean raw =
                Arrays.asList(
                                ValidatedQuantity.RAW_ROM_ELBOW,
                                ValidatedQuantity.RAW_ROM_KNEE,
                                ValidatedQuantity.RAW_ROM_HIP,
                                ValidatedQuantity.RAW_ROM_SHOULDER)
                        .contains(measure);
        boolean varies = condition.name().startsWith("variation");
        return condition.intervals() == Condition.IntervalModel.UNBIASED
                && !raw
                && (!varies || measure == ValidatedQuantity.STRIDE_CV);
    }
}
