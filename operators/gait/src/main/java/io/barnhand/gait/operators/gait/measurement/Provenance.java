package io.barnhand.gait.operators.gait.measurement;

import org.jspecify.annotations.Nullable;

/**
 * The model and versions behind a record.
 *
 * @param poseModel id of the pose model, or null where none ran
 * @param poseStatus {@code ok} or {@code detection_only}
 * @param algoVersion version of the computation
 * @param kpSemantics what the keypoints are on a horse: {@code ap10k_ungulate}, {@code anatomical}
 *     or {@code unverified}; body lengths of different semantics are not comparable
 */
@FilledByName
public record Provenance(
        @Nullable String poseModel, String poseStatus, String algoVersion, String kpSemantics) {

    public static final String STATUS_OK = "ok";
    public static final String STATUS_DETECTION_ONLY = "detection_only";
}
