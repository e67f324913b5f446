package io.barnhand.gait.operators.synthetic;

import io.barnhand.gait.operators.records.HorsePose;
import java.util.Arrays;
import java.util.Random;
import java.util.SplittableRandom;

/** Simulates the keypoints that a network finds in the frames of a track, in their order. */
final class KeypointNoise {

    private static final long BIAS_SALT = 0xB1A5;
    private static final long EDGE_SALT = 0xED6E;

    private final SyntheticView view;
    private final Random random;
    private final SplittableRandom edge;
    private final double[][] bias = new double[HorsePose.KEYPOINTS][2];
    private double[][] memory;

    KeypointNoise(SyntheticView view, Random random) {
        this.view = view;
        this.random = random;
        edge = new SplittableRandom(view.seed() ^ EDGE_SALT);
        SplittableRandom own = new SplittableRandom(view.seed() ^ BIAS_SALT);
        for (double[] phase : bias) {
            phase[0] = 2 * Math.PI * own.nextDouble();
            phase[1] = 2 * Math.PI * own.nextDouble();
        }
    }

    /**
     * @param px {@code [keypoints][2]} true places
     * @param cycle strides passed
     * @param scale px per BL
     * @return {@code [keypoints, 3]} x, y, score; NaN where absent
     */
    float[] keypoints(double[][] px, double cycle, double scale) {
        float[] keypoints = new float[3 * HorsePose.KEYPOINTS];
        double[][] before = memory;
        memory = new double[HorsePose.KEYPOINTS][2];
        for (int k = 0; k < HorsePose.KEYPOINTS; k++) {
            boolean far = k >= 5 && leftSide(k) == view.toRight();
            double sd = view.noise() * (far ? view.farNoise() : 1) * scale;
            double[] old = before == null ? null : before[k];
            double x = px[k][0] + sd * step(k, 0, old) + locked(k, 0, cycle, scale);
            double y = px[k][1] + sd * step(k, 1, old) + locked(k, 1, cycle, scale);
            float score = (float) (0.9 - 0.1 * random.nextDouble());
            if (hoof(k) && random.nextDouble() < view.outliers()) {
                double angle = 2 * Math.PI * random.nextDouble();
                double off = (0.2 + 0.3 * random.nextDouble()) * scale;
                x += off * Math.cos(angle);
                y += off * Math.sin(angle);
                score -= 0.2f;
            }
            if (random.nextDouble() < view.drop()) {
                Arrays.fill(keypoints, 3 * k, 3 * k + 3, Float.NaN);
            } else {
                put(keypoints, k, x, y, score);
            }
        }
        return keypoints;
    }

    /** Next value of a stationary AR(1) process with SD 1. */
    private double step(int keypoint, int axis, double[] before) {
        double rho = view.noiseMemory();
        double fresh = random.nextGaussian();
        memory[keypoint][axis] =
                before == null ? fresh : rho * before[axis] + Math.sqrt(1 - rho * rho) * fresh;
        return memory[keypoint][axis];
    }

    private double locked(int keypoint, int axis, double cycle, double scale) {
        return view.strideBias() * scale * Math.cos(2 * Math.PI * cycle + bias[keypoint][axis]);
    }

    /** Outside the picture a network finds nothing, or squeezes the point to the edge. */
    private void put(float[] keypoints, int k, double x, double y, float score) {
        double right = view.imageWidth() - 1;
        double bottom = view.imageHeight() - 1;
        boolean outside = x < 0 || y < 0 || x > right || y > bottom;
        if (outside && edge.nextBoolean()) {
            Arrays.fill(keypoints, 3 * k, 3 * k + 3, Float.NaN);
            return;
        }
        keypoints[3 * k] = quantised(Math.max(0, Math.min(right, x)));
        keypoints[3 * k + 1] = quantised(Math.max(0, Math.min(bottom, y)));
        keypoints[3 * k + 2] = outside ? 0.6f * score : score;
    }

    private static boolean leftSide(int keypoint) {
        return keypoint <= 7 || keypoint >= 11 && keypoint <= 13;
    }

    private static boolean hoof(int keypoint) {
        return keypoint == 7 || keypoint == 10 || keypoint == 13 || keypoint == 16;
    }

    private static float quantised(double px) {
        return Math.round(px * 16) / 16f;
    }
}
