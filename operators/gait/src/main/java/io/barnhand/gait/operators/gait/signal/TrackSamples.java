package io.barnhand.gait.operators.gait.signal;

import io.barnhand.gait.operators.records.Limb;

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
 * @param repeated frames excluded because they repeat the one before to the last keypoint
 */
public record TrackSamples(
        double[] t,
        double[][] x,
        double[][] y,
        double[][] score,
        boolean[] usable,
        int edgeClipped,
        int overlapped,
        int repeated) {

    public int frames() {
        return t.length;
    }

    /**
     * The same without some keypoints.
     *
     * @param dropped {@code [17][n]}
     */
    TrackSamples without(boolean[][] dropped) {
        double[][] newX = copy(x);
        double[][] newY = copy(y);
        double[][] newScore = copy(score);
        for (int k = 0; k < dropped.length; k++) {
            for (int i = 0; i < t.length; i++) {
                if (dropped[k][i]) {
                    newX[k][i] = Double.NaN;
                    newY[k][i] = Double.NaN;
                    newScore[k][i] = Double.NaN;
                }
            }
        }
        return new TrackSamples(t, newX, newY, newScore, usable, edgeClipped, overlapped, repeated);
    }

    /**
     * The same with whole legs (hoof, mid joint and pivot) put back.
     *
     * @param exchanged {@code [2][n]} whether left and right of the hind and fore pair change
     *     places
     */
    public TrackSamples exchanged(boolean[][] exchanged) {
        double[][] newX = copy(x);
        double[][] newY = copy(y);
        double[][] newScore = copy(score);
        for (int pair = 0; pair < 2; pair++) {
            Limb left = pair == 0 ? Limb.LH : Limb.LF;
            Limb right = pair == 0 ? Limb.RH : Limb.RF;
            for (int i = 0; i < t.length; i++) {
                if (exchanged[pair][i]) {
                    for (double[][] rows : new double[][][] {newX, newY, newScore}) {
                        exchange(rows, left.hoof, right.hoof, i);
                        exchange(rows, left.joint, right.joint, i);
                        exchange(rows, left.pivot, right.pivot, i);
                    }
                }
            }
        }
        return new TrackSamples(t, newX, newY, newScore, usable, edgeClipped, overlapped, repeated);
    }

    private static double[][] copy(double[][] rows) {
        double[][] copy = new double[rows.length][];
        for (int k = 0; k < rows.length; k++) {
            copy[k] = rows[k].clone();
        }
        return copy;
    }

    private static void exchange(double[][] rows, int a, int b, int i) {
        double kept = rows[a][i];
        rows[a][i] = rows[b][i];
        rows[b][i] = kept;
    }

    public boolean present(int keypoint, int frame) {
        return !Double.isNaN(x[keypoint][frame]);
    }

    public int usableFrames() {
        int count = 0;
        for (boolean u : usable) {
            if (u) {
                count++;
            }
        }
        return count;
    }
}
