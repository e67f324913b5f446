package io.barnhand.gait.models.detection.yolox;

import io.barnhand.gait.models.detection.Detection;
import io.barnhand.gait.models.image.Box;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/**
 * Decodes the raw output of YOLOX: one row per cell of three grids, {@code cx, cy, w, h,
 * objectness, classes...}, the last ones already between 0 and 1.
 *
 * <p>Source: {@code demo_postprocess} of YOLOX (yolox/utils/demo_utils.py).
 *
 * @param width width of the network's input, px; a multiple of 32
 * @param height height of the network's input, px; a multiple of 32
 * @param classes number of classes
 */
record YoloxHead(int width, int height, int classes) {

    private static final int[] STRIDES = {8, 16, 32};
    private static final double IOU_LIMIT = 0.45;

    /**
     * Suppression compares boxes pairwise. A picture has a few hundred candidates at a floor of
     * 0.1; the bound matters for a floor near 0 only.
     */
    private static final int MAX_CANDIDATES = 2000;

    static final int MAX_STRIDE = 32;

    static final int MAX_SIDE = 2048;

    /** Whether the three grids cover a picture side, px, within the maximum. */
    static boolean fits(long side) {
        return side >= MAX_STRIDE && side <= MAX_SIDE && side % MAX_STRIDE == 0;
    }

    /** Rows of the output: one per cell of the grids. */
    int rows() {
        int rows = 0;
        for (int stride : STRIDES) {
            rows += (width / stride) * (height / stride);
        }
        return rows;
    }

    /** Values in a row. */
    int rowLength() {
        return 5 + classes;
    }

    /**
     * Rows whose best class is accepted and whose score is not below the floor, in image px, best
     * first; ties in the order of the rows.
     *
     * @param output {@code [rows, 5 + classes]}
     */
    List<Detection> candidates(
            float[] output, Letterbox letterbox, float floor, Set<Integer> accepted) {
        List<Detection> found = new ArrayList<>();
        int at = 0;
        for (int stride : STRIDES) {
            for (int gridY = 0; gridY < height / stride; gridY++) {
                for (int gridX = 0; gridX < width / stride; gridX++, at += rowLength()) {
                    float objectness = output[at + 4];
                    // Class probabilities do not exceed 1, so most rows end here.
                    if (!(objectness >= floor)) {
                        continue;
                    }
                    int best = bestClass(output, at + 5);
                    float score = objectness * output[at + 5 + best];
                    if (!(score >= floor) || !accepted.contains(best)) {
                        continue;
                    }
                    double centreX = (output[at] + gridX) * stride;
                    double centreY = (output[at + 1] + gridY) * stride;
                    double halfWidth = Math.exp(output[at + 2]) * stride / 2;
                    double halfHeight = Math.exp(output[at + 3]) * stride / 2;
                    Box box =
                            new Box(
                                    centreX - halfWidth,
                                    centreY - halfHeight,
                                    centreX + halfWidth,
                                    centreY + halfHeight);
                    if (Double.isFinite(box.area())) {
                        found.add(new Detection(letterbox.toImage(box), score, best));
                    }
                }
            }
        }
        found.sort(Comparator.comparingDouble(Detection::score).reversed());
        return found;
    }

    /** Greedy, class-agnostic non-maximum suppression: a horse called horse and cow is one box. */
    static List<Detection> suppress(List<Detection> bestFirst) {
        List<Detection> kept = new ArrayList<>();
        for (Detection candidate :
                bestFirst.subList(0, Math.min(bestFirst.size(), MAX_CANDIDATES))) {
            if (kept.stream().noneMatch(k -> k.box().iou(candidate.box()) > IOU_LIMIT)) {
                kept.add(candidate);
            }
        }
        return kept;
    }

    /** The lowest index on ties. */
    private int bestClass(float[] output, int from) {
        int best = 0;
        for (int c = 1; c < classes; c++) {
            if (output[from + c] > output[from + best]) {
                best = c;
            }
        }
        return best;
    }
}
