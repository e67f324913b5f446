package io.barnhand.gait.operators.gait.measurement;

import java.util.List;

/**
 * What one pass (or one sliding window) of one track says about the gait. A metric whose value is
 * null could not be estimated; its flags say why.
 *
 * @param schemaVersion of this structure
 * @param horseId pinned horse, or null
 * @param trackId track id
 * @param cameraId camera id
 * @param recording recording id
 * @param poseModel id of the pose model, or null where none ran
 * @param poseStatus {@code ok} or {@code detection_only}
 * @param algoVersion version of the computation
 * @param kpSemantics what the keypoints are on a horse: {@code ap10k_ungulate}, {@code anatomical}
 *     or {@code unverified}; body lengths of different semantics are not comparable
 * @param window which stretch of the track
 * @param scale unit of length
 * @param gait gait class
 * @param speedBlS speed over ground, BL/s
 * @param speedMS speed over ground, m/s
 * @param strideFreqHz strides per second, Hz
 * @param strideDurationS s
 * @param strideLengthBl ground covered per stride, BL
 * @param strideLengthM m
 * @param limbStrideLengthBl way of each hoof from one stance to the next, BL
 * @param stanceS hoof-on to hoof-off, s, per limb
 * @param swingS hoof-off to hoof-on, s, per limb
 * @param dutyFactor share of the stride a hoof is on the ground, 0..1, per limb
 * @param limbPhase touch-down after the reference hind's (the left one; in canter and gallop the
 *     trailing one), as a share of the stride, 0..1
 * @param lap lateral advanced placement: fore minus hind of the same side, 0..1
 * @param dap diagonal advanced placement: fore minus diagonal hind, −0.5..0.5, positive = hind
 *     first
 * @param suspension whether there is a part of the stride with no hoof on the ground: {@code
 *     present}, {@code absent}, {@code uncertain}, or null
 * @param suspensionFraction its share of the stride, 0..1; only with a calibrated duty factor
 * @param supportHist share of the stride with 0, 1, 2, 3 and 4 hooves on the ground, or null; only
 *     with a calibrated duty factor
 * @param symmetryPct left against right
 * @param stepAsymPhase left against right in time
 * @param verticalAsymPctBl head and tail root at the trot
 * @param romDeg joint angles
 * @param trunkInclDeg mean inclination of Neck above Root_of_tail over the ground line, degrees,
 *     nose up positive
 * @param trunkPitchAmpDeg amplitude of that inclination at the stride frequency, degrees; canter
 *     and gallop only
 * @param strideCvPct variation of the stride duration with the measuring error removed, %
 * @param cvFloorPct what the measuring error alone would make of it, %
 * @param strideRegularity autocorrelation of the trunk's vertical movement after one stride
 * @param footfallRegularity share of strides whose hooves land in the order of the gait
 * @param quality how much to trust it
 */
public record GaitRecord(
        String schemaVersion,
        String horseId,
        String trackId,
        String cameraId,
        String recording,
        String poseModel,
        String poseStatus,
        String algoVersion,
        String kpSemantics,
        GaitWindow window,
        Scale scale,
        GaitClass gait,
        Metric speedBlS,
        Metric speedMS,
        Metric strideFreqHz,
        Metric strideDurationS,
        Metric strideLengthBl,
        Metric strideLengthM,
        Limbs limbStrideLengthBl,
        Limbs stanceS,
        Limbs swingS,
        Limbs dutyFactor,
        Limbs limbPhase,
        Metric lap,
        Metric dap,
        String suspension,
        Metric suspensionFraction,
        List<Double> supportHist,
        SymmetryPct symmetryPct,
        StepAsymmetry stepAsymPhase,
        VerticalAsymmetry verticalAsymPctBl,
        JointRanges romDeg,
        Metric trunkInclDeg,
        Metric trunkPitchAmpDeg,
        Metric strideCvPct,
        Double cvFloorPct,
        Metric strideRegularity,
        Metric footfallRegularity,
        Quality quality) {

    public static final String SCHEMA_VERSION = "1.1";
    public static final String SUSPENSION_PRESENT = "present";
    public static final String SUSPENSION_ABSENT = "absent";
    public static final String SUSPENSION_UNCERTAIN = "uncertain";
    public static final String STATUS_OK = "ok";
    public static final String STATUS_DETECTION_ONLY = "detection_only";
}
