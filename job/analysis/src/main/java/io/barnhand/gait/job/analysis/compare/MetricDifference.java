package io.barnhand.gait.job.analysis.compare;

import io.barnhand.gait.job.analysis.compare.PassPairs.Pair;
import io.barnhand.gait.job.analysis.results.RecordingId;
import io.barnhand.gait.operators.gait.measurement.GaitMetric;
import io.barnhand.gait.operators.gait.measurement.Metric;
import io.barnhand.gait.operators.gait.numeric.Circular;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * By how much one metric differs at one gait, B minus A, over the passes that both runs call by
 * that gait.
 *
 * <p>The mean is that of the recordings' means, and its interval is by Student's t over recordings:
 * passes of one recording share camera, light and horse, and are not independent. Limits of
 * agreement are those of Bland &amp; Altman 1986: mean ± 1.96 SD of the passes' differences.
 *
 * @param gait class
 * @param metric its name in the gait line
 * @param meanA mean of A over the passes with a value in both, of phases circular; NaN of none
 * @param passes with a value in both
 * @param recordings that they come from
 * @param mean difference
 * @param low end of its 95 % interval, NaN below three recordings
 * @param high end of its 95 % interval, NaN below three recordings
 * @param limitLow lower limit of agreement, NaN below three passes
 * @param limitHigh upper limit of agreement, NaN below three passes
 * @param onlyA passes with a value in A alone
 * @param onlyB passes with a value in B alone
 */
record MetricDifference(
        String gait,
        String metric,
        double meanA,
        int passes,
        int recordings,
        double mean,
        double low,
        double high,
        double limitLow,
        double limitHigh,
        int onlyA,
        int onlyB) {

    private static final int MIN_FOR_SPREAD = 3;

    /** Share of the stride at which a phase begins anew. */
    private static final String CYCLIC = GaitMetric.LIMB_PHASE.key() + ".";

    /** Of all metrics that a pass of these has, by gait and name. */
    static List<MetricDifference> of(List<Pair> pairs) {
        TreeMap<String, List<Pair>> byGait = new TreeMap<>();
        for (Pair pair : pairs) {
            if (pair.sameGait()) {
                byGait.computeIfAbsent(pair.a().gait(), g -> new ArrayList<>()).add(pair);
            }
        }
        List<MetricDifference> differences = new ArrayList<>();
        byGait.forEach(
                (gait, ofGait) -> {
                    TreeSet<String> names = new TreeSet<>();
                    for (Pair pair : ofGait) {
                        names.addAll(pair.a().metrics().keySet());
                        names.addAll(pair.b().metrics().keySet());
                    }
                    names.forEach(name -> differences.add(of(gait, name, ofGait)));
                });
        return differences;
    }

    /** B minus A; of phases, which begin anew at 1, the shorter way round. */
    static double difference(String metric, double a, double b) {
        double difference = b - a;
        return metric.startsWith(CYCLIC) ? Circular.signed(difference) : difference;
    }

    /** Of phases the circular mean; NaN of nothing. */
    private static double mean(String metric, List<Double> values) {
        if (!metric.startsWith(CYCLIC)) {
            return mean(values);
        }
        double sin = 0;
        double cos = 0;
        for (double value : values) {
            sin += Math.sin(2 * Math.PI * value);
            cos += Math.cos(2 * Math.PI * value);
        }
        return Circular.mean(sin, cos);
    }

    private static MetricDifference of(String gait, String metric, List<Pair> pairs) {
        Map<RecordingId, List<Double>> byRecording = new TreeMap<>();
        List<Double> all = new ArrayList<>();
        List<Double> valuesA = new ArrayList<>();
        int onlyA = 0;
        int onlyB = 0;
        for (Pair pair : pairs) {
            Metric a = pair.a().metrics().get(metric);
            Metric b = pair.b().metrics().get(metric);
            if (a != null && b != null) {
                double difference = difference(metric, a.value(), b.value());
                valuesA.add(a.value());
                all.add(difference);
                byRecording
                        .computeIfAbsent(pair.a().recording(), f -> new ArrayList<>())
                        .add(difference);
            } else if (a != null) {
                onlyA++;
            } else if (b != null) {
                onlyB++;
            }
        }
        List<Double> means = byRecording.values().stream().map(MetricDifference::mean).toList();
        double mean = mean(means);
        double half =
                means.size() < MIN_FOR_SPREAD
                        ? Double.NaN
                        : TDistribution.of(means.size() - 1.0).inverseCumulativeProbability(0.975)
                                * sd(means)
                                / Math.sqrt(means.size());
        double middle = mean(all);
        double reach = all.size() < MIN_FOR_SPREAD ? Double.NaN : 1.96 * sd(all);
        return new MetricDifference(
                gait,
                metric,
                mean(metric, valuesA),
                all.size(),
                means.size(),
                mean,
                mean - half,
                mean + half,
                middle - reach,
                middle + reach,
                onlyA,
                onlyB);
    }

    /** NaN of nothing. */
    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
    }

    private static double sd(List<Double> values) {
        double mean = mean(values);
        double squares = values.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum();
        return Math.sqrt(squares / (values.size() - 1));
    }
}
