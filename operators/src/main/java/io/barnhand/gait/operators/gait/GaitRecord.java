package io.barnhand.gait.operators.gait;

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
 * @param dutyFactor share of the stride a hoof is on the ground, 0..1, per limb
 * @param limbPhase touch-down after the reference hind's (the left one; in canter and gallop the
 *     trailing one), as a share of the stride, 0..1
 * @param lap lateral advanced placement: fore minus hind of the same side, 0..1
 * @param dap diagonal advanced placement: fore minus diagonal hind, −0.5..0.5, positive = hind
 *     first
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
        Limbs dutyFactor,
        Limbs limbPhase,
        Metric lap,
        Metric dap,
        Quality quality) {

    public static final String SCHEMA_VERSION = "1.0";
    public static final String STATUS_OK = "ok";
    public static final String STATUS_DETECTION_ONLY = "detection_only";
}
