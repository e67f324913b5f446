package io.barnhand.gait.job.analysis.compare;

import io.barnhand.gait.job.analysis.compare.PassPairs.Pair;
import io.barnhand.gait.operators.gait.measurement.Metric;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A metric of a pass whose two 95 % intervals have nothing in common.
 *
 * @param pair the pass in both runs
 * @param metric its name in the gait line
 * @param a of the first run, with interval
 * @param b of the second run, with interval
 */
record Disagreement(Pair pair, String metric, Metric a, Metric b) {

    /** Of passes of which both runs say the same gait; the widest apart first. */
    static List<Disagreement> of(List<Pair> pairs) {
        List<Disagreement> found = new ArrayList<>();
        for (Pair pair : pairs) {
            if (pair.sameGait()) {
                pair.a()
                        .metrics()
                        .forEach(
                                (name, a) -> {
                                    Metric b = pair.b().metrics().get(name);
                                    if (b != null && excludeEachOther(name, a, b)) {
                                        found.add(new Disagreement(pair, name, a, b));
                                    }
                                });
            }
        }
        found.sort(
                Comparator.comparingDouble((Disagreement d) -> -d.apart())
                        .thenComparing(d -> d.pair.a().recording())
                        .thenComparing(d -> d.pair.a().startMs())
                        .thenComparing(Disagreement::metric));
        return found;
    }

    /** The difference over the sum of the intervals' half widths; infinite where these are 0. */
    double apart() {
        double widths = 0.5 * (a.ci95High() - a.ci95Low() + b.ci95High() - b.ci95Low());
        return Math.abs(MetricDifference.difference(metric, a.value(), b.value())) / widths;
    }

    private static boolean excludeEachOther(String metric, Metric a, Metric b) {
        if (a.ci95Low() == null || b.ci95Low() == null) {
            return false;
        }
        // Full turns, of phases.
        double turns =
                MetricDifference.difference(metric, a.value(), b.value()) - (b.value() - a.value());
        return b.ci95Low() + turns > a.ci95High() || b.ci95High() + turns < a.ci95Low();
    }
}
