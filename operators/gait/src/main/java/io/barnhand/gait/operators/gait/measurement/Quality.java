package io.barnhand.gait.operators.gait.measurement;

import io.barnhand.gait.operators.gait.signal.GaitQuality;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How much a record can be trusted, and why. Always present. Values that need single frames are
 * null in a pooled record.
 *
 * @param score 0..1, see {@link GaitQuality#score}
 * @param frames frames in the window
 * @param fpsEff frames per second, from the median frame distance, or null below two frames
 * @param jitterMs SD of the frame distances about their median, gaps left out, ms, or null
 * @param validFrac share of frames with a trunk and at least three hooves
 * @param imputedFrac share of hoof samples interpolated for the single hoof events, or null; no
 *     keypoint of an output is ever invented
 * @param gapFrac share of the window without usable frames
 * @param maxGapMs longest distance between usable frames, ms, or null
 * @param medianConf scores by group, or null without keypoints
 * @param periodicity autocorrelation of the hooves at one stride, or null
 * @param swapRate share of usable frames where a left and a right limb had changed places and were
 *     put back, or null where not estimated
 * @param hoofSlipBl spread of a hoof's place in the picture within a stance, BL, or null
 * @param foldResidBl robust SD of the hooves about the folded stride, BL, or null
 * @param limbStrides whole strides seen of each limb
 * @param facingShare share of frames in which the horse faces as in most, or null
 * @param blCv coefficient of variation of the smooth body length in the window, or null
 * @param groundLineDeg angle of the line on which the hooves stand, picture degrees, positive where
 *     it rises in the direction of travel, or null
 * @param yawProxy median body length over the longest in the window, or null
 * @param edgeClippedFrac share of frames left out because the box touches the picture's edge
 * @param overlapFrac share of frames left out because another horse overlaps
 * @param flags of the whole record
 */
@FilledByName
public record Quality(
        double score,
        int frames,
        @Nullable Double fpsEff,
        @Nullable Double jitterMs,
        @Nullable Double validFrac,
        @Nullable Double imputedFrac,
        @Nullable Double gapFrac,
        @Nullable Double maxGapMs,
        @Nullable MedianConfidence medianConf,
        @Nullable Double periodicity,
        @Nullable Double swapRate,
        @Nullable Double hoofSlipBl,
        @Nullable Double foldResidBl,
        @Nullable LimbStrides limbStrides,
        @Nullable Double facingShare,
        @Nullable Double blCv,
        @Nullable Double groundLineDeg,
        @Nullable Double yawProxy,
        @Nullable Double edgeClippedFrac,
        @Nullable Double overlapFrac,
        List<GaitFlag> flags)
        implements QualityBuilder.With {

    public Quality {
        flags = List.copyOf(flags);
    }
}
