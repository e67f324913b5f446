package io.barnhand.gait.job.analysis.validation.observe;

import io.barnhand.gait.operators.gait.measurement.GaitRecord;
import io.barnhand.gait.operators.gait.measurement.JointRanges;
import io.barnhand.gait.operators.gait.measurement.Limbs;
import io.barnhand.gait.operators.gait.measurement.Metric;
import io.barnhand.gait.operators.gait.measurement.VerticalAsymmetry;
import io.barnhand.gait.operators.records.Limb;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

    private Given() {}

    /** Every metric of a pass in the order of the record. */
    static Map<String, Metric> metrics(GaitRecord record) {
        Map<String, Metric> metrics = new LinkedHashMap<>();
        metrics.put("speed", record.metrics().pace().speedBlS());
        metrics.put("stride_freq", record.metrics().pace().strideFreqHz());
        metrics.put("stride_duration", record.metrics().pace().strideDurationS());
        metrics.put("stride_length", record.metrics().pace().strideLengthBl());
        put(metrics, "limb_stride_length", record.metrics().limbStrideLengthBl());
        put(metrics, "stance", record.metrics().stance().stanceS());
        put(metrics, "swing", record.metrics().stance().swingS());
        put(metrics, "duty_factor", record.metrics().stance().dutyFactor());
        put(metrics, "limb_phase", record.metrics().placement().limbPhase());
        metrics.put("lap", record.metrics().placement().lap());
        metrics.put("dap", record.metrics().placement().dap());
        metrics.put("suspension", record.metrics().support().suspensionFraction());
        VerticalAsymmetry vertical = record.metrics().verticalAsymPctBl();
        metrics.put("head_min", vertical.headMin());
        metrics.put("head_max", vertical.headMax());
        metrics.put("head_vs", vertical.headVs());
        metrics.put("tailroot_min", vertical.tailrootMin());
        metrics.put("tailroot_max", vertical.tailrootMax());
        JointRanges ranges = record.metrics().romDeg();
        metrics.put("rom_elbow_kp", ranges.elbowKp());
        metrics.put("rom_knee_kp", ranges.kneeKp());
        metrics.put("rom_hip_kp", ranges.hipKp());
        metrics.put("rom_shoulder_kp", ranges.shoulderKp());
        metrics.put("trunk_incl", record.metrics().trunk().trunkInclDeg());
        metrics.put("trunk_pitch_amp", record.metrics().trunk().trunkPitchAmpDeg());
        metrics.put("stride_cv", record.metrics().regularity().strideCvPct());
        metrics.put("stride_regularity", record.metrics().regularity().strideRegularity());
        metrics.put("footfall_regularity", record.metrics().regularity().footfallRegularity());
        return metrics;
    }

    /** Names of those that have a value. */
    static List<String> names(GaitRecord record) {
        return metrics(record).entrySet().stream()
                .filter(metric -> metric.getValue().value() != null)
                .map(Map.Entry::getKey)
                .toList();
    }

    private static void put(Map<String, Metric> metrics, String name, Limbs limbs) {
        for (Limb limb : Limb.values()) {
            metrics.put(name + "_" + limb.name().toLowerCase(Locale.ROOT), limbs.of(limb));
        }
    }
}
