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
record MetricMember(GaitMetric metric, GaitMetric.Member member) {

    static final MetricMember FREQUENCY = single(GaitMetric.STRIDE_FREQ_HZ);
    static final MetricMember SPEED = single(GaitMetric.SPEED_BL_S);
    static final MetricMember SPEED_M_S = single(GaitMetric.SPEED_M_S);
    static final MetricMember LENGTH = single(GaitMetric.STRIDE_LENGTH_BL);

    /**
     * Implied by another one: swing by stance, a limb's way by the horse's, the sum by its parts.
     */
    private static final Set<String> IMPLIED =
            Set.of("swing_s", "limb_stride_length_bl", "vertical_asym_pct_bl.head_vs");

    private static final List<Limb> LIMBS = List.of(Limb.LF, Limb.RF, Limb.LH, Limb.RH);

    /** Rhythm before way, what needs a scale last of both. */
    static final List<MetricMember> MOVEMENT =
            Stream.concat(
                            Stream.of(
                                    FREQUENCY, single(GaitMetric.STRIDE_DURATION_S), SPEED, LENGTH),
                            about(GaitMetric.Aspect.MOVEMENT).stream())
                    .distinct()
                    .toList();

    static final List<MetricMember> FOOTFALLS = about(GaitMetric.Aspect.FOOTFALL);

    static final List<MetricMember> JOINTS = about(GaitMetric.Aspect.BODY);

    static final List<MetricMember> SYMMETRY = about(GaitMetric.Aspect.SYMMETRY);

    private static MetricMember single(GaitMetric metric) {
        return new MetricMember(metric, metric.member(""));
    }

    private static List<MetricMember> about(GaitMetric.Aspect aspect) {
        return Arrays.stream(GaitMetric.values())
                .filter(metric -> metric.aspect() == aspect)
                .filter(metric -> !IMPLIED.contains(metric.key()))
                .flatMap(metric -> of(metric).stream())
                .toList();
    }

    /** The members of a metric that are shown, limbs in the order of the page. */
    static List<MetricMember> of(GaitMetric metric) {
        return metric.members().stream()
                .filter(member -> !IMPLIED.contains(metric.path(member)))
                .map(member -> new MetricMember(metric, member))
                .sorted(
                        Comparator.comparingInt(
                                member -> metric.perLimb() ? LIMBS.indexOf(member.limb()) : 0))
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
