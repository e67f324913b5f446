package io.barnhand.gait.job.analysis.validation.observe;

import java.util.Locale;

/** What is compared with the truth, and the unit of its error. */
public enum ValidatedQuantity {
    FREQUENCY("Stride frequency", "%", 100, true),
    STRIDE_DURATION("Stride duration", "%", 100, true),
    SPEED("Speed", "%", 100, true),
    STRIDE_LENGTH("Stride length", "%", 100, true),
    LIMB_STRIDE_LENGTH("Stride length of a limb", "%", 100, true),
    STANCE("Stance", "ms", 1000, false),
    SWING("Swing", "ms", 1000, false),
    DUTY_FACTOR("Duty factor", "share of stride", 1, false),
    LIMB_PHASE("Limb phase", "share of stride", 1, false),
    LAP("Lateral advanced placement", "share of stride", 1, false),
    DAP("Diagonal advanced placement", "share of stride", 1, false),
    SUSPENSION("Suspension", "share of stride", 1, false),
    INCLINATION("Trunk inclination", "°", 1, false),
    PITCH("Trunk pitch amplitude", "°", 1, false),
    ROM_ELBOW("ROM elbow_kp", "°", 1, false),
    ROM_KNEE("ROM knee_kp", "°", 1, false),
    ROM_HIP("ROM hip_kp", "°", 1, false),
    ROM_SHOULDER("ROM shoulder_kp", "°", 1, false),
    HEAD_MIN("Head min", "% BL", 1, false),
    HEAD_MAX("Head max", "% BL", 1, false),
    TAILROOT_MIN("Tail root min", "% BL", 1, false),
    TAILROOT_MAX("Tail root max", "% BL", 1, false),
    STRIDE_CV("Stride CV", "%", 1, false),

    /** Against the range of the true curve, not of its six harmonics. */
    RAW_ROM_ELBOW("ROM elbow_kp against the raw range", "°", 1, false),
    RAW_ROM_KNEE("ROM knee_kp against the raw range", "°", 1, false),
    RAW_ROM_HIP("ROM hip_kp against the raw range", "°", 1, false),
    RAW_ROM_SHOULDER("ROM shoulder_kp against the raw range", "°", 1, false),

    /** Of single strides. */
    HOOF_ON("Hoof-on", "ms", 1000, false),
    HOOF_OFF("Hoof-off", "ms", 1000, false),
    SINGLE_STANCE("Stance of single strides", "ms", 1000, false),

    /** Pooled over passes in both directions. */
    STANCE_SYMMETRY_FORE("Stance symmetry, fore", "%", 1, false),
    STANCE_SYMMETRY_HIND("Stance symmetry, hind", "%", 1, false),
    LENGTH_SYMMETRY_FORE("Stride length symmetry, fore", "%", 1, false),
    LENGTH_SYMMETRY_HIND("Stride length symmetry, hind", "%", 1, false),
    STEP_FORE("Step asymmetry, fore", "share of stride", 1, false),
    STEP_HIND("Step asymmetry, hind", "share of stride", 1, false),

    /** The value is the quality score of the record, the text the class it was given. */
    GAIT_CLASS("Gait class", "", 1, false),

    /** The value is 1 where the record of a negative case is as it should be. */
    EXPECTATION("Expectation", "", 1, false),

    /** Between the results of a track and of the same track seen otherwise. */
    DEVIATION("Deviation", "", 1, false);

    public final String label;
    public final String unit;
    private final double factor;
    private final boolean relative;

    ValidatedQuantity(String label, String unit, double factor, boolean relative) {
        this.label = label;
        this.unit = unit;
        this.factor = factor;
        this.relative = relative;
    }

    /** Name in files. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    static ValidatedQuantity of(String key) {
        return valueOf(key.toUpperCase(Locale.ROOT));
    }

    /** A difference from a truth in {@link #unit}. */
    double inUnit(double difference, double truth) {
        return factor * difference / (relative ? truth : 1);
    }
}
