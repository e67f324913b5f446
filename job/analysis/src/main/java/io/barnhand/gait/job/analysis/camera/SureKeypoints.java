package io.barnhand.gait.job.analysis.camera;

import io.barnhand.gait.job.analysis.overlay.SureScore;
import io.barnhand.gait.operators.records.HorsePose;
import java.util.Arrays;

/**
 * Poses without the keypoints that the gait stage does not measure with.
 *
 * @param minScore as configured; null for the catalogue's of each model
 */
public record SureKeypoints(Double minScore) {

    public HorsePose of(HorsePose pose) {
        float[] rows = pose.keypoints().clone();
        for (int k = 0; k < HorsePose.KEYPOINTS; k++) {
            boolean sure = minScore == null ? SureScore.sure(pose, k) : pose.score(k) >= minScore;
            if (!sure) {
                Arrays.fill(rows, 3 * k, 3 * k + 3, Float.NaN);
            }
        }
        return pose.withKeypoints(rows);
    }
}
