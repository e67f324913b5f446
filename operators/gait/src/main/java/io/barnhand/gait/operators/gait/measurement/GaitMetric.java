package io.barnhand.gait.operators.gait.measurement;

import io.barnhand.gait.operators.records.Limb;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;

/**
 * The gait metrics, each declared once, in the order of a gait line: all code that reads, writes,
 * shows or compares metrics uses these declarations. One with several members has one for each
 * limb, joint or pair of limbs; they share unit and decimals.
 *
 * <p>A declaration gives the unit, the decimals that are worth showing, the section of the gait
 * reference, what the metric is about, its name, and one sentence.
 */
public enum GaitMetric {
    SPEED_BL_S(
            MetricUnit.BL_S,
            2,
            "2.1",
            Aspect.MOVEMENT,
            "Speed",
            "Speed of the trunk over ground.",
            one(metrics -> metrics.pace().speedBlS())),
    SPEED_M_S(
            MetricUnit.M_S,
            2,
            "2.1",
            Aspect.MOVEMENT,
            "Speed in metres",
            "Speed of the trunk over ground, where the camera has a scale.",
            one(metrics -> metrics.pace().speedMS())),
    STRIDE_FREQ_HZ(
            MetricUnit.HZ,
            2,
            "2.2",
            Aspect.MOVEMENT,
            "Stride frequency",
            "Strides per second.",
            one(metrics -> metrics.pace().strideFreqHz())),
    STRIDE_DURATION_S(
            MetricUnit.S,
            3,
            "2.2",
            Aspect.MOVEMENT,
            "Stride duration",
            "From a hoof-on to the next of the same limb.",
            one(metrics -> metrics.pace().strideDurationS())),
    STRIDE_LENGTH_BL(
            MetricUnit.BL,
            2,
            "2.3",
            Aspect.MOVEMENT,
            "Stride length",
            "Ground covered by the trunk per stride.",
            one(metrics -> metrics.pace().strideLengthBl())),
    STRIDE_LENGTH_M(
            MetricUnit.M,
            2,
            "2.3",
            Aspect.MOVEMENT,
            "Stride length in metres",
            "Ground covered by the trunk per stride, where the camera has a scale.",
            one(metrics -> metrics.pace().strideLengthM())),
    LIMB_STRIDE_LENGTH_BL(
            MetricUnit.BL,
            2,
            "2.3",
            Aspect.MOVEMENT,
            "Stride length of a limb",
            "Distance of a hoof from one stance to the next.",
            limbs(WindowMetrics::limbStrideLengthBl)),
    STANCE_S(
            MetricUnit.S,
            3,
            "2.4",
            Aspect.FOOTFALL,
            "Stance",
            "From hoof-on to hoof-off.",
            limbs(metrics -> metrics.stance().stanceS())),
    SWING_S(
            MetricUnit.S,
            3,
            "2.4",
            Aspect.FOOTFALL,
            "Swing",
            "From hoof-off to hoof-on.",
            limbs(metrics -> metrics.stance().swingS())),
    DUTY_FACTOR(
            MetricUnit.STRIDE,
            2,
            "2.4",
            Aspect.FOOTFALL,
            "Duty factor",
            "Share of the stride that a hoof is on the ground.",
            limbs(metrics -> metrics.stance().dutyFactor())),
    LIMB_PHASE(
            MetricUnit.STRIDE,
            2,
            "2.5",
            Aspect.FOOTFALL,
            "Touch-down after the reference hind limb",
            "Touch-down after that of the left hind, in canter and gallop of the trailing hind.",
            limbs(metrics -> metrics.placement().limbPhase())),
    LAP(
            MetricUnit.STRIDE,
            3,
            "2.5",
            Aspect.FOOTFALL,
            "Fore after hind of the same side",
            "Lateral advanced placement: touch-down of fore less hind of the same side.",
            one(metrics -> metrics.placement().lap())),
    DAP(
            MetricUnit.STRIDE,
            3,
            "2.5",
            Aspect.FOOTFALL,
            "Fore after the diagonal hind",
            "Diagonal advanced placement: touch-down of fore less diagonal hind.",
            one(metrics -> metrics.placement().dap())),
    SUSPENSION_FRACTION(
            MetricUnit.STRIDE,
            2,
            "2.6",
            Aspect.FOOTFALL,
            "Suspension",
            "Share of the stride with no hoof on the ground.",
            one(metrics -> metrics.support().suspensionFraction())),
    SYMMETRY_PCT(
            MetricUnit.PCT,
            1,
            "2.7",
            Aspect.SYMMETRY,
            "Left against right",
            "Left less right over their mean, positive where the left is larger.",
            member("stance_fore", "Stance, fore limbs", m -> m.symmetryPct().stanceFore()),
            member("stance_hind", "Stance, hind limbs", m -> m.symmetryPct().stanceHind()),
            member(
                    "stride_length_fore",
                    "Stride length, fore limbs",
                    m -> m.symmetryPct().strideLengthFore()),
            member(
                    "stride_length_hind",
                    "Stride length, hind limbs",
                    m -> m.symmetryPct().strideLengthHind())),
    STEP_ASYM_PHASE(
            MetricUnit.STRIDE,
            3,
            "2.7",
            Aspect.SYMMETRY,
            "Step timing",
            "Right touch-down from half a stride after the left, positive: right late.",
            member("fore", "Step timing, fore limbs", m -> m.stepAsymPhase().fore()),
            member("hind", "Step timing, hind limbs", m -> m.stepAsymPhase().hind())),
    VERTICAL_ASYM_PCT_BL(
            MetricUnit.PCT_BL,
            2,
            "2.8",
            Aspect.SYMMETRY,
            "Vertical asymmetry",
            "Height of head and tail root at the trot, right less left half of the stride.",
            member("head_min", "Head, lowest points", m -> m.verticalAsymPctBl().headMin()),
            member("head_max", "Head, highest points", m -> m.verticalAsymPctBl().headMax()),
            member("head_vs", "Head, vector sum", m -> m.verticalAsymPctBl().headVs()),
            member(
                    "tailroot_min",
                    "Tail root, lowest points",
                    m -> m.verticalAsymPctBl().tailrootMin()),
            member(
                    "tailroot_max",
                    "Tail root, highest points",
                    m -> m.verticalAsymPctBl().tailrootMax())),
    ROM_DEG(
            MetricUnit.DEG,
            0,
            "2.9",
            Aspect.BODY,
            "Range of motion",
            "Range of a joint's angle over the mean stride, of the limbs towards the camera.",
            member(
                    "elbow_kp",
                    "Carpus, range of motion (elbow_kp)",
                    metrics -> metrics.romDeg().elbowKp()),
            member(
                    "knee_kp",
                    "Hock, range of motion (knee_kp)",
                    metrics -> metrics.romDeg().kneeKp()),
            member(
                    "hip_kp",
                    "Stifle, range of motion (hip_kp)",
                    metrics -> metrics.romDeg().hipKp()),
            member(
                    "shoulder_kp",
                    "Elbow, range of motion (shoulder_kp)",
                    metrics -> metrics.romDeg().shoulderKp())),
    TRUNK_INCL_DEG(
            MetricUnit.DEG,
            1,
            "2.10",
            Aspect.BODY,
            "Inclination of the trunk",
            "Mean inclination of the neck base above the tail root, positive: neck higher.",
            one(metrics -> metrics.trunk().trunkInclDeg())),
    TRUNK_PITCH_AMP_DEG(
            MetricUnit.DEG,
            1,
            "2.10",
            Aspect.BODY,
            "Pitching of the trunk",
            "Amplitude of the inclination at the stride frequency, in canter and gallop.",
            one(metrics -> metrics.trunk().trunkPitchAmpDeg())),
    STRIDE_CV_PCT(
            MetricUnit.PCT,
            1,
            "2.10",
            Aspect.MOVEMENT,
            "Variation of the stride duration",
            "Coefficient of variation of the stride duration without the measuring error.",
            one(metrics -> metrics.regularity().strideCvPct())),
    STRIDE_REGULARITY(
            MetricUnit.NONE,
            2,
            "2.10",
            Aspect.MOVEMENT,
            "Regularity of strides",
            "Autocorrelation of the trunk's vertical movement after one stride.",
            one(metrics -> metrics.regularity().strideRegularity())),
    FOOTFALL_REGULARITY(
            MetricUnit.NONE,
            2,
            "2.10",
            Aspect.FOOTFALL,
            "Strides that land in order",
            "Share of strides whose hooves land in the order of the gait.",
            one(metrics -> metrics.regularity().footfallRegularity()));

    /** The aspect of the gait that a metric is about. */
    public enum Aspect {
        MOVEMENT,
        FOOTFALL,
        SYMMETRY,
        BODY
    }

    /**
     * One value of a metric.
     *
     * @param key within the metric's, empty for the only one
     * @param label for readers, empty where the metric's says it
     * @param value of it
     */
    public record Member(String key, String label, Function<WindowMetrics, Metric> value) {}

    private final MetricUnit unit;
    private final int decimals;
    private final String section;
    private final Aspect aspect;
    private final String label;
    private final String sentence;
    private final List<Member> members;

    GaitMetric(
            MetricUnit unit,
            int decimals,
            String section,
            Aspect aspect,
            String label,
            String sentence,
            Member... members) {
        this.unit = unit;
        this.decimals = decimals;
        this.section = section;
        this.aspect = aspect;
        this.label = label;
        this.sentence = sentence;
        this.members = List.of(members);
    }

    private static Member[] one(Function<WindowMetrics, Metric> value) {
        return new Member[] {member("", "", value)};
    }

    private static Member[] limbs(Function<WindowMetrics, Limbs> limbs) {
        return Arrays.stream(Limb.values())
                .map(limb -> member(limb.name(), "", m -> limbs.apply(m).of(limb)))
                .toArray(Member[]::new);
    }

    private static Member member(String key, String label, Function<WindowMetrics, Metric> value) {
        return new Member(key, label, value);
    }

    /** Name in gait lines. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Path of a member in gait lines, its parts joined by a dot. */
    public String path(Member member) {
        return member.key().isEmpty() ? key() : key() + "." + member.key();
    }

    public MetricUnit unit() {
        return unit;
    }

    /** Of the unit, as far as they are worth showing. */
    public int decimals() {
        return decimals;
    }

    /** Of the gait reference, {@code operators/gait/REFERENCE.md}. */
    public String section() {
        return section;
    }

    public Aspect aspect() {
        return aspect;
    }

    /** Name for readers. */
    public String label() {
        return label;
    }

    /** Name of a member for readers; without the limb. */
    public String label(Member member) {
        return perLimb() || member.label().isEmpty() ? label : member.label();
    }

    /** One sentence that says what it is. */
    public String sentence() {
        return sentence;
    }

    /** At least one. */
    public List<Member> members() {
        return members;
    }

    /** Whether gait lines hold it as a group of its members. */
    public boolean grouped() {
        return members.size() > 1;
    }

    /** Whether its members are the limbs. */
    public boolean perLimb() {
        return members.get(0).key().equals(Limb.values()[0].name());
    }

    /**
     * One of the members.
     *
     * @throws IllegalArgumentException if there is none of that key
     */
    public Member member(String memberKey) {
        return members.stream()
                .filter(member -> member.key().equals(memberKey))
                .findFirst()
                .orElseThrow(
                        () ->
                                new IllegalArgumentException(
                                        String.format(
                                                Locale.ROOT,
                                                "%s has the members %s, not %s",
                                                key(),
                                                members.stream().map(Member::key).toList(),
                                                memberKey)));
    }
}
