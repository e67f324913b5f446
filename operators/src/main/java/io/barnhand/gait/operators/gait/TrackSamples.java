package io.barnhand.gait.operators.gait;

/**
 * The keypoints of a stretch of track after the gates, column by column.
 *
 * @param t {@code [n]} s from the first frame, ascending
 * @param x {@code [17][n]} image px, NaN where dropped or absent
 * @param y {@code [17][n]} image px, down
 * @param score {@code [17][n]} raw scores, NaN where dropped or absent
 * @param usable {@code [n]} false where the whole frame is excluded
 * @param edgeClipped frames excluded because the box touches the edge
 * @param overlapped frames excluded because another horse overlaps
 */
record TrackSamples(
        double[] t,
        double[][] x,
        double[][] y,
        double[][] score,
        boolean[] usable,
        int edgeClipped,
        int overlapped) {

    int frames() {
        return t.length;
    }

    void drop(int keypoint, int frame) {
        x[keypoint][frame] = Double.NaN;
        y[keypoint][frame] = Double.NaN;
        score[keypoint][frame] = Double.NaN;
    }

    boolean present(int keypoint, int frame) {
        return !Double.isNaN(x[keypoint][frame]);
    }

    int usableFrames() {
        int count = 0;
        for (boolean u : usable) {
            if (u) {
                count++;
            }
        }
        return count;
    }
}
