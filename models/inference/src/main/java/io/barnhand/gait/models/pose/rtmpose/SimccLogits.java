package io.barnhand.gait.models.pose.rtmpose;

import io.barnhand.gait.models.image.CropTransform;
import io.barnhand.gait.models.keypoints.Ap10k;

/**
 * Raw output of the network for a batch.
 *
 * @param x {@code [n, keypoints, 512]}, half a crop pixel per bin
 * @param y {@code [n, keypoints, 512]}, half a crop pixel per bin
 */
record SimccLogits(float[] x, float[] y) {

    static final int KEYPOINTS = Ap10k.COUNT;
    static final int BINS = 2 * CropTransform.CROP_SIZE;

    /** Values per crop and axis. */
    static final int PER_CROP = KEYPOINTS * BINS;

    /**
     * The flip test: the mean of these logits and those of the mirrored crops, brought back.
     *
     * @param crops how many to average
     */
    SimccLogits averagedWithMirrored(SimccLogits mirrored, int crops) {
        float[] meanX = new float[crops * PER_CROP];
        float[] meanY = new float[crops * PER_CROP];
        for (int row = 0; row < crops * KEYPOINTS; row++) {
            int start = row * BINS;
            int keypoint = row % KEYPOINTS;
            int other = (row - keypoint + Ap10k.mirrored(keypoint)) * BINS;
            for (int bin = 0; bin < BINS; bin++) {
                meanX[start + bin] = (x[start + bin] + mirrored.x[other + BINS - 1 - bin]) * 0.5f;
                meanY[start + bin] = (y[start + bin] + mirrored.y[other + bin]) * 0.5f;
            }
        }
        return new SimccLogits(meanX, meanY);
    }
}
