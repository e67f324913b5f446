package io.barnhand.gait.models.pose.rtmpose;

import io.barnhand.gait.models.image.CropTransform;
import io.barnhand.gait.models.pose.Keypoints;

/**
 * Turns SimCC logits into keypoints as mmpose does: per axis the bin of the largest logit, the
 * lowest on ties; as score the smaller one of the two maxima.
 *
 * <p>One difference: where the score is not above 0, mmpose puts the keypoint half a crop pixel
 * outside the crop's corner. Here it is absent.
 */
final class SimccDecoder {

    /** Bins per crop pixel. */
    private static final double SPLIT_RATIO = 2;

    private SimccDecoder() {}

    /**
     * @param crop index in the batch
     */
    static Keypoints decode(SimccLogits logits, int crop, CropTransform transform) {
        double[] x = new double[SimccLogits.KEYPOINTS];
        double[] y = new double[SimccLogits.KEYPOINTS];
        float[] score = new float[SimccLogits.KEYPOINTS];
        for (int keypoint = 0; keypoint < SimccLogits.KEYPOINTS; keypoint++) {
            int start = crop * SimccLogits.PER_CROP + keypoint * SimccLogits.BINS;
            int binX = argmax(logits.x(), start);
            int binY = argmax(logits.y(), start);
            score[keypoint] = Math.min(logits.x()[start + binX], logits.y()[start + binY]);
            boolean present = score[keypoint] > 0;
            x[keypoint] = present ? transform.imageX(binX / SPLIT_RATIO) : Double.NaN;
            y[keypoint] = present ? transform.imageY(binY / SPLIT_RATIO) : Double.NaN;
        }
        return new Keypoints(x, y, score);
    }

    /** Bin of the largest value; the first NaN if there is one, so that the score shows it. */
    private static int argmax(float[] values, int start) {
        int best = 0;
        for (int bin = 0; bin < SimccLogits.BINS; bin++) {
            float value = values[start + bin];
            if (Float.isNaN(value)) {
                return bin;
            }
            if (value > values[start + best]) {
                best = bin;
            }
        }
        return best;
    }
}
