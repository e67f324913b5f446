package io.barnhand.gait.operators.gait.settings;

import java.io.Serializable;
import java.util.Set;

/**
 * What must be known of a pose model to measure with its keypoints (gait reference, section 0).
 *
 * @param minScore keypoints with a lower score are dropped; scores of different models are not
 *     comparable, so this is the model's
 * @param semantics what its keypoints are on a horse: {@link #AP10K_UNGULATE}, {@link #ANATOMICAL}
 *     or {@link #UNVERIFIED}
 */
public record KeypointTraits(double minScore, String semantics) implements Serializable {

    public static final String AP10K_UNGULATE = "ap10k_ungulate";
    public static final String ANATOMICAL = "anatomical";
    public static final String UNVERIFIED = "unverified";

    public static final double DEFAULT_MIN_SCORE = 0.3;

    public KeypointTraits {
        if (!Set.of(AP10K_UNGULATE, ANATOMICAL, UNVERIFIED).contains(semantics)) {
            throw new IllegalArgumentException(
                    "Keypoint semantics must be ap10k_ungulate, anatomical or unverified, got "
                            + semantics);
        }
    }
}
