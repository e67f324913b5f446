package io.barnhand.gait.operators.gait.measurement;

import io.barnhand.gait.operators.gait.settings.KeypointTraits;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One stride of one limb, from hoof-on to the next hoof-on: what is pooled over passes, hours and
 * days, and what a reader can check against the footage. Events are single ones, by threshold with
 * hysteresis (gait reference, section 2.4), less what the threshold does to the folded stride. What
 * remains, where a hoof swings unlike the fold's, is the same for a horse in a gait; a duty-factor
 * calibration is not applied to them.
 *
 * @param schemaVersion of this structure
 * @param horseId pinned horse, or null
 * @param trackId track id
 * @param cameraId camera id
 * @param recording recording id
 * @param poseModel id of the pose model
 * @param algoVersion version of the computation
 * @param kpSemantics see {@link KeypointTraits}
 * @param passStartUs event time of the pass's first frame, µs; with the track it names the pass
 * @param direction {@code image_left} or {@code image_right}
 * @param gait gait class of the pass
 * @param limb {@code LH}, {@code LF}, {@code RH} or {@code RF}
 * @param onUs hoof-on, event time, µs
 * @param offUs hoof-off, µs
 * @param nextOnUs the next hoof-on, µs
 * @param strideS stride duration, s
 * @param stanceS hoof-on to hoof-off, s
 * @param eventErrorS standard error of one event, s, from the noise of the hoof's velocity while it
 *     stands, or null
 * @param phase hoof-on after the last hoof-on of the reference hind limb (see {@link
 *     io.barnhand.gait.operators.gait.rhythm.GaitTemplate#reference}), share of the stride, 0..1,
 *     or null
 * @param strideLengthBl way of the hoof to its next stance, BL, or null where lengths are not
 *     estimable
 * @param speedBlS speed over ground during the stride, BL/s, or null
 * @param headMinBl head, difference of the two minima of this stride, BL; see {@link
 *     VerticalAsymmetry}. Only on strides of the left hind limb at the trot, else null
 * @param headMaxBl head, difference of the two maxima, BL, or null
 * @param tailrootMinBl tail root, difference of the two minima, BL, or null
 * @param tailrootMaxBl tail root, difference of the two maxima, BL, or null
 * @param quality score of the pass, 0..1
 * @param flags of the pass that concern its strides
 */
public record StrideRecord(
        String schemaVersion,
        @Nullable String horseId,
        String trackId,
        String cameraId,
        String recording,
        @Nullable String poseModel,
        String algoVersion,
        String kpSemantics,
        long passStartUs,
        @Nullable String direction,
        String gait,
        String limb,
        long onUs,
        long offUs,
        long nextOnUs,
        double strideS,
        double stanceS,
        @Nullable Double eventErrorS,
        @Nullable Double phase,
        @Nullable Double strideLengthBl,
        @Nullable Double speedBlS,
        @Nullable Double headMinBl,
        @Nullable Double headMaxBl,
        @Nullable Double tailrootMinBl,
        @Nullable Double tailrootMaxBl,
        double quality,
        List<GaitFlag> flags) {

    public static final String SCHEMA_VERSION = "1.0";

    public StrideRecord {
        flags = List.copyOf(flags);
    }
}
