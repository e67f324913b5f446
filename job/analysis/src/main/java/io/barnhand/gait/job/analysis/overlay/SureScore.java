package io.barnhand.gait.job.analysis.overlay;

import io.barnhand.gait.models.FileDigest;
import io.barnhand.gait.models.catalogue.CatalogueEntry;
import io.barnhand.gait.models.catalogue.ModelCatalogue;
import io.barnhand.gait.operators.gait.settings.KeypointTraits;
import io.barnhand.gait.operators.records.HorsePose;
import java.util.HashMap;
import java.util.Map;

/**
 * The score from which a keypoint counts, by the model that found it: the catalogue's, as the gait
 * stage takes it, else that of unknown models.
 */
public final class SureScore {

    private static final Map<String, Double> BY_FILE_STEM = new HashMap<>();

    static {
        for (CatalogueEntry entry : ModelCatalogue.embedded().entries()) {
            BY_FILE_STEM.put(FileDigest.stem(entry.file()), entry.scoreThreshold());
        }
    }

    private SureScore() {}

    /** Whether the keypoint is there and its score counts. */
    public static boolean sure(HorsePose pose, int keypoint) {
        // Absent points have the score NaN.
        return pose.score(keypoint) >= of(pose.model());
    }

    /**
     * @param model id of the pose model ({@code stem@digest}), or null
     */
    private static double of(String model) {
        String id = model == null ? "" : model;
        int at = id.lastIndexOf('@');
        return BY_FILE_STEM.getOrDefault(
                at < 0 ? id : id.substring(0, at), KeypointTraits.DEFAULT_MIN_SCORE);
    }
}
