package io.barnhand.gait.job.analysis.validation.table;

import io.barnhand.gait.job.analysis.results.CsvTable;
import io.barnhand.gait.job.analysis.validation.observe.Condition;
import io.barnhand.gait.job.analysis.validation.observe.Observation;
import io.barnhand.gait.job.analysis.validation.observe.ValidatedQuantity;
import io.barnhand.gait.operators.gait.measurement.GaitClass;
import io.barnhand.gait.operators.synthetic.SyntheticGait;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;

/**
 * Which class the horses of each gait were given.
 *
 * @param condition name
 * @param runs by true gait
 * @param counts by true gait and class that was said
 */
public record ConfusionTable(
        String condition, Map<String, Integer> runs, Map<String, Map<String, Integer>> counts) {

    private static final List<String> CONDITIONS =
            List.of(
                    Condition.WHITE_1,
                    Condition.WHITE_2,
                    "faults-1",
                    "faults-2",
                    Condition.PERTURBED,
                    Condition.PERTURBED_FAULTS);

    static List<ConfusionTable> all(Observations observations) {
        return CONDITIONS.stream().map(condition -> of(condition, observations)).toList();
    }

    private static ConfusionTable of(String condition, Observations observations) {
        Map<String, Integer> runs = new LinkedHashMap<>();
        Map<String, Map<String, Integer>> counts = new LinkedHashMap<>();
        for (SyntheticGait gait : SyntheticGait.ALL) {
            Map<String, Integer> said = new LinkedHashMap<>();
            classes().forEach(name -> said.put(name, 0));
            List<Observation> own =
                    observations.of(condition, gait.name(), ValidatedQuantity.GAIT_CLASS);
            own.forEach(o -> said.merge(o.text(), 1, Integer::sum));
            runs.put(gait.name(), own.size());
            counts.put(gait.name(), said);
        }
        return new ConfusionTable(condition, runs, counts);
    }

    /** The gaits, then what is no gait. */
    static List<String> classes() {
        List<String> classes = new ArrayList<>();
        Arrays.stream(SyntheticGait.ALL).forEach(gait -> classes.add(gait.name()));
        classes.addAll(List.of(GaitClass.STANDING, GaitClass.TRANSITION, GaitClass.UNKNOWN));
        return classes;
    }

    double share(String gait, String said) {
        return (double) counts.get(gait).get(said) / runs.get(gait);
    }

    double rightShare() {
        return overall(gait -> counts.get(gait).get(gait));
    }

    double unknownShare() {
        return overall(gait -> counts.get(gait).get(GaitClass.UNKNOWN));
    }

    /** Of another gait, or of none where there is one. */
    double wrongShare() {
        return overall(
                gait ->
                        runs.get(gait)
                                - counts.get(gait).get(gait)
                                - counts.get(gait).get(GaitClass.UNKNOWN));
    }

    private double overall(ToIntFunction<String> count) {
        int all = runs.values().stream().mapToInt(Integer::intValue).sum();
        return (double) runs.keySet().stream().mapToInt(count).sum() / all;
    }

    public static CsvTable csv(List<ConfusionTable> tables) {
        CsvTable csv = new CsvTable("condition", "gait", "said", "n", "share");
        for (ConfusionTable table : tables) {
            table.counts.forEach(
                    (gait, said) ->
                            said.forEach(
                                    (name, n) ->
                                            csv.add(
                                                    table.condition,
                                                    gait,
                                                    name,
                                                    n,
                                                    table.share(gait, name))));
        }
        return csv;
    }
}
