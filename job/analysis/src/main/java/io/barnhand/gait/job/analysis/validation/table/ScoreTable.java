package io.barnhand.gait.job.analysis.validation.table;

import io.barnhand.gait.job.analysis.results.CsvTable;
import io.barnhand.gait.job.analysis.validation.observe.Condition;
import io.barnhand.gait.job.analysis.validation.observe.Observation;
import io.barnhand.gait.job.analysis.validation.observe.ValidatedQuantity;
import io.barnhand.gait.operators.gait.measurement.GaitClass;
import io.barnhand.gait.operators.synthetic.SyntheticGait;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Whether records with a better quality score are better: over footage from good to bad. */
public final class ScoreTable {

    private static final double[] EDGES = {0, 0.2, 0.4, 0.6, 0.7, 0.8, 0.9, 1};
    private static final Set<String> NO_GAIT =
            Set.of(GaitClass.UNKNOWN, GaitClass.STANDING, GaitClass.TRANSITION);

    /**
     * The records of one bin.
     *
     * @param from lowest score
     * @param to highest score, left out except at 1
     * @param n records
     * @param named of these, with a gait
     * @param wrong share of the wrong ones among those
     * @param frequencyPct 90th percentile of the error's size, %
     * @param phase 90th percentile of the error's size, share of the stride
     * @param frequencies share of the records that give a frequency
     */
    record Bin(
            double from,
            double to,
            int n,
            int named,
            double wrong,
            double frequencyPct,
            double phase,
            double frequencies) {}

    private final Observations observations;

    private ScoreTable(Observations observations) {
        this.observations = observations;
    }

    static List<Bin> of(Observations observations) {
        ScoreTable table = new ScoreTable(observations);
        List<Bin> bins = new ArrayList<>();
        for (int i = 0; i + 1 < EDGES.length; i++) {
            bins.add(table.bin(EDGES[i], EDGES[i + 1]));
        }
        return bins;
    }

    private Bin bin(double from, double to) {
        List<Observation> records = new ArrayList<>();
        List<Observation> frequencies = new ArrayList<>();
        List<Observation> phases = new ArrayList<>();
        for (SyntheticGait gait : SyntheticGait.ALL) {
            Map<Integer, Double> scores = new HashMap<>();
            for (Observation o : of(gait, ValidatedQuantity.GAIT_CLASS)) {
                if (o.value() >= from && (o.value() < to || to == 1)) {
                    scores.put(o.run(), o.value());
                    records.add(o);
                }
            }
            of(gait, ValidatedQuantity.FREQUENCY).stream()
                    .filter(o -> scores.containsKey(o.run()))
                    .forEach(frequencies::add);
            of(gait, ValidatedQuantity.LIMB_PHASE).stream()
                    .filter(o -> scores.containsKey(o.run()))
                    .forEach(phases::add);
        }
        List<Observation> named =
                records.stream().filter(o -> !NO_GAIT.contains(o.text())).toList();
        ErrorSample frequency = new ErrorSample(frequencies);
        return new Bin(
                from,
                to,
                records.size(),
                named.size(),
                named.stream()
                        .mapToDouble(o -> o.text().equals(o.gait()) ? 0 : 1)
                        .average()
                        .orElse(Double.NaN),
                frequency.quantile(0.9),
                new ErrorSample(phases).quantile(0.9),
                frequency.givenShare());
    }

    private List<Observation> of(SyntheticGait gait, ValidatedQuantity measure) {
        return observations.of(Condition.MIX, gait.name(), measure);
    }

    public static CsvTable csv(List<Bin> bins) {
        CsvTable table =
                new CsvTable(
                        "score_from",
                        "score_to",
                        "n",
                        "named",
                        "wrong_share_of_named",
                        "frequency_error_pct_p90",
                        "phase_error_p90",
                        "frequency_given_share");
        bins.forEach(
                bin ->
                        table.add(
                                bin.from(),
                                bin.to(),
                                bin.n(),
                                bin.named(),
                                bin.wrong(),
                                bin.frequencyPct(),
                                bin.phase(),
                                bin.frequencies()));
        return table;
    }
}
