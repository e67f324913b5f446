package io.barnhand.gait.models.pose;

import io.barnhand.gait.models.image.CropTransform;

/**
 * Raw output of the network for a batch.
 *
 * @param x {@code [n, 17, 512]}, half a crop pixel per bin
 * @param y {@code [n, 17, 512]}, half a crop pixel per bin
 */
record SimccLogits(float[] x, float[] y) {

    static final int KEYPOINTS = 17;
    static final int BINS = 2 * CropTransform.CROP_SIZE;

    /** Values per crop and axis. */
    static final int PER_CROP = KEYPOINTS * BINS;

    /** Left and right keypoints exchanged, in AP-10K's order. */
    private static final int[] MIRRORED = {
        1, 0, 2, 3, 4, 8, 9, 10, 5, 6, 7, 14, 15, 16, 11, 12, 13
    };

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
            int other = (row - keypoint + MIRRORED[keypoint]) * BINS;
            for (int bin = 0; bin < BINS; bin++) {
                meanX[start + bin] = (x[start + bin] + mirrored.x[other + BINS - 1 - bin]) * 0.5f;
                meanY[start + bin] = (y[start + bin] + mirrored.y[other + bin]) * 0.5f;
            }
        }
        return new SimccLogits(meanX, meanY);
    }
}
