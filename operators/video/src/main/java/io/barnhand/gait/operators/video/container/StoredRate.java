package io.barnhand.gait.operators.video.container;

import java.util.Arrays;

/**
 * The rate of the pictures of a file by its time stamps.
 *
 * @param fps pictures a second of the usual step: lost pictures and pauses do not count
 * @param changes whether it keeps to another rate for a while
 */
record StoredRate(double fps, boolean changes) {

    /** Steps within a quarter of the usual one are the same rate: phones vary by a tenth. */
    private static final double SAME = 1.25;

    private static final double ANOTHER = 1.4;

    /** Longer steps are pauses. */
    private static final double PAUSE = 20;

    /** In a row, of another rate: a lost picture makes one. */
    private static final int FEWEST_CHANGED = 5;

    private static final int SHARE_CHANGED = 50;

    /**
     * @param stampsUs of the pictures in any order, µs; sorted by this
     * @return null where there are fewer than three different ones
     */
    static StoredRate of(double[] stampsUs) {
        Arrays.sort(stampsUs);
        double[] steps = new double[stampsUs.length];
        int count = 0;
        for (int i = 1; i < stampsUs.length; i++) {
            double step = stampsUs[i] - stampsUs[i - 1];
            if (step > 0) {
                steps[count++] = step;
            }
        }
        if (count < 2) {
            return null;
        }
        steps = Arrays.copyOf(steps, count);
        double[] sorted = steps.clone();
        Arrays.sort(sorted);
        double usual = sorted[count / 2];
        double mean =
                Arrays.stream(steps)
                        .filter(step -> step <= SAME * usual && step >= usual / SAME)
                        .average()
                        .orElse(usual);
        return new StoredRate(1e6 / mean, changes(steps, usual));
    }

    private static boolean changes(double[] steps, double usual) {
        int needed = Math.max(FEWEST_CHANGED, steps.length / SHARE_CHANGED);
        int row = 0;
        for (double step : steps) {
            boolean another =
                    step < PAUSE * usual && (step >= ANOTHER * usual || step <= usual / ANOTHER);
            row = another ? row + 1 : 0;
            if (row >= needed) {
                return true;
            }
        }
        return false;
    }
}
