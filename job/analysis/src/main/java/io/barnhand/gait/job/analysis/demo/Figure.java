package io.barnhand.gait.job.analysis.demo;

import io.barnhand.gait.operators.gait.measurement.GaitFlag;
import io.barnhand.gait.operators.gait.measurement.GaitMetric;
import io.barnhand.gait.operators.gait.measurement.GaitRecord;
import io.barnhand.gait.operators.gait.measurement.Metric;
import io.barnhand.gait.operators.gait.measurement.MetricUnit;
import io.barnhand.gait.operators.gait.numeric.Circular;
import io.barnhand.gait.operators.records.Limb;
import java.util.Locale;

/**
 * A measured number beside its truth.
 *
 * @param metric name in the gait line
 * @param limb which, or null
 * @param unit of measured and truth
 * @param measured null where not measurable
 * @param low end of the 95 % interval of precision, or null
 * @param high other end, or null
 * @param truth over the pass's own span
 * @param error measured against truth in {@code errorUnit}, or null
 * @param errorUnit {@code %} of the truth, or the unit
 * @param bound largest error that is within the demonstration's bounds, or null for none
 * @param verdict of the bound
 * @param note why it was not measurable, or null
 */
record Figure(
        String metric,
        Limb limb,
        String unit,
        Double measured,
        Double low,
        Double high,
        double truth,
        Double error,
        String errorUnit,
        Double bound,
        BoundVerdict verdict,
        String note) {

    /** How an error compares with its bound. */
    enum BoundVerdict {
        WITHIN,
        MISSED,
        NOT_MEASURABLE,
        NO_BOUND;

        /** As files have it. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Error in % of the truth. */
    static Figure relative(GaitMetric metric, GaitRecord pass, double truth, double bound) {
        Metric measured = metric.member("").value().apply(pass.metrics());
        Double error = measured.value() == null ? null : 100 * (measured.value() / truth - 1);
        return of(metric, null, measured, truth, error, MetricUnit.PCT, bound);
    }

    /** A place in the stride: the error is the shorter way round. */
    static Figure phase(GaitMetric metric, Limb limb, GaitRecord pass, double truth, double bound) {
        Metric measured = metric.member(limb.name()).value().apply(pass.metrics());
        Double error = measured.value() == null ? null : Circular.signed(measured.value() - truth);
        return of(metric, limb, measured, truth, error, metric.unit(), bound);
    }

    /** Error in the unit itself, without a bound. */
    static Figure unbounded(GaitMetric metric, Limb limb, GaitRecord pass, double truth) {
        Metric measured = metric.member(limb.name()).value().apply(pass.metrics());
        Double error = measured.value() == null ? null : measured.value() - truth;
        return of(metric, limb, measured, truth, error, metric.unit(), null);
    }

    private static Figure of(
            GaitMetric metric,
            Limb limb,
            Metric measured,
            double truth,
            Double error,
            MetricUnit errorUnit,
            Double bound) {
        return new Figure(
                metric.key(),
                limb,
                metric.unit().symbol(),
                measured.value(),
                measured.ci95Low(),
                measured.ci95High(),
                truth,
                error,
                errorUnit.symbol(),
                bound,
                verdict(error, bound),
                measured.value() == null ? note(measured) : null);
    }

    private static BoundVerdict verdict(Double error, Double bound) {
        if (error == null) {
            return BoundVerdict.NOT_MEASURABLE;
        }
        if (bound == null) {
            return BoundVerdict.NO_BOUND;
        }
        return Math.abs(error) <= bound ? BoundVerdict.WITHIN : BoundVerdict.MISSED;
    }

    private static String note(Metric metric) {
        if (metric.flags().contains(GaitFlag.OBLIQUE_VIEW)) {
            return "oblique: not measured";
        }
        return metric.flags().isEmpty()
                ? "not measurable"
                : String.format(
                        Locale.ROOT,
                        "not measurable (%s)",
                        String.join(", ", GaitFlag.keys(metric.flags())));
    }
}
