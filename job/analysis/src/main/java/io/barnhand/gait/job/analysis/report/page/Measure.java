package io.barnhand.gait.job.analysis.report.page;

import io.barnhand.gait.operators.gait.measurement.GaitRecord;
import io.barnhand.gait.operators.gait.measurement.Limbs;
import io.barnhand.gait.operators.gait.measurement.Metric;
import io.barnhand.gait.operators.records.Limb;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * A metric of a record as the page shows it.
 *
 * @param key of its words
 * @param limb which, or null where it is of the horse
 * @param unit key of its unit
 * @param decimals shown
 * @param metric from the record
 */
record Measure(
        String key, Limb limb, String unit, int decimals, Function<GaitRecord, Metric> metric) {

    private static final String PHASE = "limb_phase";

    static final Measure FREQUENCY =
            of("stride_freq_hz", "hz", 2, record -> record.metrics().pace().strideFreqHz());
    static final Measure SPEED =
            of("speed_bl_s", "bl_s", 2, record -> record.metrics().pace().speedBlS());
    static final Measure SPEED_M_S =
            of("speed_m_s", "m_s", 2, record -> record.metrics().pace().speedMS());
    static final Measure LENGTH =
            of("stride_length_bl", "bl", 2, record -> record.metrics().pace().strideLengthBl());

    static final List<Measure> MOVEMENT =
            List.of(
                    FREQUENCY,
                    of(
                            "stride_duration_s",
                            "s",
                            3,
                            record -> record.metrics().pace().strideDurationS()),
                    SPEED,
                    LENGTH,
                    SPEED_M_S,
                    of(
                            "stride_length_m",
                            "m",
                            2,
                            record -> record.metrics().pace().strideLengthM()),
                    of(
                            "stride_cv_pct",
                            "pct",
                            1,
                            record -> record.metrics().regularity().strideCvPct()),
                    of(
                            "stride_regularity",
                            "none",
                            2,
                            record -> record.metrics().regularity().strideRegularity()));

    static final List<Measure> FOOTFALLS =
            footfalls(
                    of("lap", "stride", 3, record -> record.metrics().placement().lap()),
                    of("dap", "stride", 3, record -> record.metrics().placement().dap()),
                    of(
                            "suspension_fraction",
                            "stride",
                            2,
                            record -> record.metrics().support().suspensionFraction()),
                    of(
                            "footfall_regularity",
                            "none",
                            2,
                            record -> record.metrics().regularity().footfallRegularity()));

    static final List<Measure> JOINTS =
            List.of(
                    of("rom.elbow_kp", "deg", 0, r -> r.metrics().romDeg().elbowKp()),
                    of("rom.knee_kp", "deg", 0, r -> r.metrics().romDeg().kneeKp()),
                    of("rom.hip_kp", "deg", 0, r -> r.metrics().romDeg().hipKp()),
                    of("rom.shoulder_kp", "deg", 0, r -> r.metrics().romDeg().shoulderKp()),
                    of(
                            "trunk_incl_deg",
                            "deg",
                            1,
                            record -> record.metrics().trunk().trunkInclDeg()),
                    of(
                            "trunk_pitch_amp_deg",
                            "deg",
                            1,
                            record -> record.metrics().trunk().trunkPitchAmpDeg()));

    /** Left against right, in % of the mean of both. */
    static final List<Measure> SYMMETRY =
            List.of(
                    of("stance_fore", "pct", 1, r -> r.metrics().symmetryPct().stanceFore()),
                    of("stance_hind", "pct", 1, r -> r.metrics().symmetryPct().stanceHind()),
                    of(
                            "stride_length_fore",
                            "pct",
                            1,
                            r -> r.metrics().symmetryPct().strideLengthFore()),
                    of(
                            "stride_length_hind",
                            "pct",
                            1,
                            r -> r.metrics().symmetryPct().strideLengthHind()));

    /** Right against left in time, share of the stride. */
    static final List<Measure> STEPS =
            List.of(
                    of("step_fore", "stride", 3, r -> r.metrics().stepAsymPhase().fore()),
                    of("step_hind", "stride", 3, r -> r.metrics().stepAsymPhase().hind()));

    /** Head and tail root at the trot, % of body length. */
    static final List<Measure> VERTICAL =
            List.of(
                    of("head_min", "pct_bl", 2, r -> r.metrics().verticalAsymPctBl().headMin()),
                    of("head_max", "pct_bl", 2, r -> r.metrics().verticalAsymPctBl().headMax()),
                    of(
                            "tailroot_min",
                            "pct_bl",
                            2,
                            r -> r.metrics().verticalAsymPctBl().tailrootMin()),
                    of(
                            "tailroot_max",
                            "pct_bl",
                            2,
                            r -> r.metrics().verticalAsymPctBl().tailrootMax()));

    private static Measure of(
            String key, String unit, int decimals, Function<GaitRecord, Metric> metric) {
        return new Measure(key, null, unit, decimals, metric);
    }

    private static List<Measure> footfalls(Measure... ofHorse) {
        List<Measure> all = new ArrayList<>();
        addLimbs(all, "stance_s", "s", 3, record -> record.metrics().stance().stanceS());
        addLimbs(all, "duty_factor", "stride", 2, record -> record.metrics().stance().dutyFactor());
        addLimbs(all, PHASE, "stride", 2, record -> record.metrics().placement().limbPhase());
        all.addAll(List.of(ofHorse));
        return List.copyOf(all);
    }

    private static void addLimbs(
            List<Measure> all,
            String key,
            String unit,
            int decimals,
            Function<GaitRecord, Limbs> limbs) {
        for (Limb limb : List.of(Limb.LF, Limb.RF, Limb.LH, Limb.RH)) {
            all.add(new Measure(key, limb, unit, decimals, r -> limbs.apply(r).of(limb)));
        }
    }

    /** Touch-down after that of the reference limb, for which it says nothing. */
    boolean isPhase() {
        return key.equals(PHASE);
    }

    /** Its name, with the limb. */
    String label() {
        String name = Wording.of("measure." + key);
        return limb == null ? name : Wording.of("measure.of_limb", name, limb(limb));
    }

    static String limb(Limb limb) {
        return Wording.of("limb." + limb.name().toLowerCase(Locale.ROOT));
    }

    String unitText() {
        return Wording.of("unit." + unit);
    }

    /** A value with its unit. */
    String shown(double value, int digits) {
        String space = unit.equals("deg") ? "" : " ";
        return (Numbers.of(value, digits) + space + unitText()).strip();
    }
}
