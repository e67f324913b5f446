package io.barnhand.gait.job.analysis.report.page;

import io.barnhand.gait.operators.gait.measurement.GaitMetric;
import io.barnhand.gait.operators.gait.measurement.GaitRecord;
import io.barnhand.gait.operators.gait.measurement.Metric;
import io.barnhand.gait.operators.gait.measurement.MetricUnit;
import io.barnhand.gait.operators.records.Limb;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A member of a metric as the page shows it.
 *
 * @param metric which
 * @param member of it
 */
record Measure(GaitMetric metric, GaitMetric.Member member) {

    static final Measure FREQUENCY = single(GaitMetric.STRIDE_FREQ_HZ);
    static final Measure SPEED = single(GaitMetric.SPEED_BL_S);
    static final Measure SPEED_M_S = single(GaitMetric.SPEED_M_S);
    static final Measure LENGTH = single(GaitMetric.STRIDE_LENGTH_BL);

    /** Told by another one: swing by stance, a limb's way by the horse's, the sum by its parts. */
    private static final Set<String> TOLD_BY_OTHERS =
            Set.of("swing_s", "limb_stride_length_bl", "vertical_asym_pct_bl.head_vs");

    private static final List<Limb> LIMBS = List.of(Limb.LF, Limb.RF, Limb.LH, Limb.RH);

    /** Rhythm before way, what needs a scale last of both. */
    static final List<Measure> MOVEMENT =
            Stream.concat(
                            Stream.of(
                                    FREQUENCY, single(GaitMetric.STRIDE_DURATION_S), SPEED, LENGTH),
                            about(GaitMetric.Aspect.MOVEMENT).stream())
                    .distinct()
                    .toList();

    static final List<Measure> FOOTFALLS = about(GaitMetric.Aspect.FOOTFALL);

    static final List<Measure> JOINTS = about(GaitMetric.Aspect.BODY);

    static final List<Measure> SYMMETRY = about(GaitMetric.Aspect.SYMMETRY);

    private static Measure single(GaitMetric metric) {
        return new Measure(metric, metric.member(""));
    }

    private static List<Measure> about(GaitMetric.Aspect aspect) {
        return Arrays.stream(GaitMetric.values())
                .filter(metric -> metric.aspect() == aspect)
                .filter(metric -> !TOLD_BY_OTHERS.contains(metric.key()))
                .flatMap(metric -> of(metric).stream())
                .toList();
    }

    /** The members of a metric that are shown, limbs in the order of the page. */
    static List<Measure> of(GaitMetric metric) {
        return metric.members().stream()
                .filter(member -> !TOLD_BY_OTHERS.contains(metric.path(member)))
                .map(member -> new Measure(metric, member))
                .sorted(
                        Comparator.comparingInt(
                                measure -> metric.perLimb() ? LIMBS.indexOf(measure.limb()) : 0))
                .toList();
    }

    private Limb limb() {
        return Limb.valueOf(member.key());
    }

    Metric of(GaitRecord record) {
        return member.value().apply(record.metrics());
    }

    /** Whether it is that limb's touch-down after its own, which says nothing. */
    boolean isPhaseOf(Limb reference) {
        return metric == GaitMetric.LIMB_PHASE && limb() == reference;
    }

    /** Its name, with the limb. */
    String label() {
        String name = metric.label(member);
        return metric.perLimb() ? Wording.of("measure.of_limb", name, limb(limb())) : name;
    }

    static String limb(Limb limb) {
        return Wording.of("limb." + limb.name().toLowerCase(Locale.ROOT));
    }

    String unitText() {
        return unitText(metric.unit());
    }

    static String unitText(MetricUnit unit) {
        return Wording.of("unit." + unit.name().toLowerCase(Locale.ROOT));
    }

    int decimals() {
        return metric.decimals();
    }

    /** A value with its unit. */
    String shown(double value, int digits) {
        String space = metric.unit() == MetricUnit.DEG ? "" : " ";
        return (Numbers.of(value, digits) + space + unitText()).strip();
    }
}
