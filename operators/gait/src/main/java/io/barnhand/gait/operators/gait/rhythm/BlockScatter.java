package io.barnhand.gait.operators.gait.rhythm;

import java.util.List;

/**
 * How much an estimate differs between the blocks of a long pass: a check on the standard error
 * that noise alone accounts for, as a horse changes a little all the time.
 */
public final class BlockScatter {

    /** With fewer blocks their scatter is itself too uncertain to make an interval of. */
    private static final int MIN_BLOCKS = 8;

    private BlockScatter() {}

    /**
     * The larger of a standard error and SD / √n of the blocks.
     *
     * @param blocks the estimate of each block
     */
    public static double atLeast(double standardError, List<Double> blocks) {
        int n = blocks.size();
        if (n < MIN_BLOCKS) {
            return standardError;
        }
        double mean = blocks.stream().mapToDouble(Double::doubleValue).sum() / n;
        double squares = blocks.stream().mapToDouble(b -> (b - mean) * (b - mean)).sum();
        return Math.max(standardError, Math.sqrt(squares / (n - 1) / n));
    }
}
