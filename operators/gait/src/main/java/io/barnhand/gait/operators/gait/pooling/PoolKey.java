package io.barnhand.gait.operators.gait.pooling;

import io.barnhand.gait.operators.gait.measurement.StrideRecord;
import io.barnhand.gait.operators.gait.rhythm.GaitTemplate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The key that strides must share to be pooled. Body lengths, hoof events and their bias differ
 * between pose models, versions of the computation, keypoint semantics, cameras and gaits, so that
 * a mean over any of these would be a mean of different quantities.
 *
 * @param horseId pinned horse, or null where no horse is known
 * @param recording recording id of the track, or null where the horse is known
 * @param trackId track id, or null where the horse is known: without a name, strides of two tracks
 *     may be two horses'
 * @param cameraId camera id
 * @param poseModel id of the pose model
 * @param algoVersion version of the computation
 * @param kpSemantics see {@link io.barnhand.gait.operators.gait.settings.KeypointTraits}
 * @param gait gait class
 */
public record PoolKey(
        @Nullable String horseId,
        @Nullable String recording,
        @Nullable String trackId,
        String cameraId,
        @Nullable String poseModel,
        String algoVersion,
        String kpSemantics,
        String gait) {

    /** Whether the horse is known. */
    public boolean named() {
        return horseId != null;
    }

    public static PoolKey of(StrideRecord stride) {
        boolean named = stride.horseId() != null;
        return new PoolKey(
                stride.horseId(),
                named ? null : stride.recording(),
                named ? null : stride.trackId(),
                stride.cameraId(),
                stride.poseModel(),
                stride.algoVersion(),
                stride.kpSemantics(),
                stride.gait());
    }

    /**
     * Strides by what may be pooled, in time order and each once, pools by their first stride.
     * Strides without a single gait ({@code unknown}, {@code transition}) are left out.
     */
    public static Map<PoolKey, List<StrideRecord>> group(Collection<StrideRecord> strides) {
        Map<PoolKey, List<StrideRecord>> pools = new LinkedHashMap<>();
        for (StrideRecord stride : StrideOrder.distinct(strides)) {
            if (GaitTemplate.named(stride.gait()).isPresent()) {
                pools.computeIfAbsent(of(stride), key -> new ArrayList<>()).add(stride);
            }
        }
        return pools;
    }
}
