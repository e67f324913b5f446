package io.barnhand.gait.job.analysis.validation.observe;

import io.barnhand.gait.operators.gait.measurement.GaitMetric;
import io.barnhand.gait.operators.gait.measurement.GaitRecord;
import io.barnhand.gait.operators.gait.measurement.Metric;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** The metrics that a single pass can carry, by name. */
final class Given {

    static final Predicate<String> ALL = name -> true;
    static final Predicate<String> SPEED = name -> name.equals("speed");
    static final Predicate<String> WAYS_AND_ANGLES =
            name ->
                    name.equals("speed")
                            || name.startsWith("stride_length")
                            || name.startsWith("limb_stride_length")
                            || name.startsWith("rom_")
                            || name.startsWith("trunk_");
    static final Predicate<String> LEFT_FOOTFALLS =
            name ->
                    List.of("duty_factor_lh", "duty_factor_lf", "limb_phase_lh", "limb_phase_lf")
                            .contains(name);

    /** What needs both directions, or metres. */
    private static final Set<GaitMetric> NOT_OF_A_PASS =
            EnumSet.of(
                    GaitMetric.SPEED_M_S,
                    GaitMetric.STRIDE_LENGTH_M,
                    GaitMetric.SYMMETRY_PCT,
                    GaitMetric.STEP_ASYM_PHASE);

    private Given() {}

    /** Every metric of a pass in the order of the record. */
    static Map<String, Metric> metrics(GaitRecord record) {
        Map<String, Metric> metrics = new LinkedHashMap<>();
        for (GaitMetric metric : GaitMetric.values()) {
            if (!NOT_OF_A_PASS.contains(metric)) {
                metric.members()
                        .forEach(
                                member ->
                                        metrics.put(
                                                name(metric, member),
                                                member.value().apply(record.metrics())));
            }
        }
        return metrics;
    }

    /** Names of those that have a value. */
    static List<String> names(GaitRecord record) {
        return metrics(record).entrySet().stream()
                .filter(metric -> metric.getValue().value() != null)
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Without its unit, and for head and tail root without the metric. */
    private static String name(GaitMetric metric, GaitMetric.Member member) {
        String ofMember = member.key().toLowerCase(Locale.ROOT);
        if (metric == GaitMetric.VERTICAL_ASYM_PCT_BL) {
            return ofMember;
        }
        String name = metric.key();
        for (String end :
                List.of("_" + metric.unit().name().toLowerCase(Locale.ROOT), "_fraction")) {
            if (name.endsWith(end)) {
                name = name.substring(0, name.length() - end.length());
            }
        }
        return ofMember.isEmpty() ? name : name + "_" + ofMember;
    }
}
