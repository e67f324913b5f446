package io.barnhand.gait.models.pose;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Options of the estimators of a pose model.
 *
 * @param flipTest average with the mirrored crop, as mmpose does by default: a little more accurate
 *     at twice the cost
 * @param maxBatch maximum crops in one network call, 1 to {@value #LIMIT}
 */
public record PoseModelOptions(boolean flipTest, int maxBatch) {

    private static final int LIMIT = 256;

    public PoseModelOptions {
        if (maxBatch < 1 || maxBatch > LIMIT) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "The maximum pose batch must be 1 to %d, got %d",
                            LIMIT,
                            maxBatch));
        }
    }

    /** No flip test, up to 16 crops in a call. */
    public static PoseModelOptions defaults() {
        return new PoseModelOptions(false, 16);
    }

    public PoseModelOptions withFlipTest(boolean wanted) {
        return new PoseModelOptions(wanted, maxBatch);
    }

    public PoseModelOptions withMaxBatch(int crops) {
        return new PoseModelOptions(flipTest, crops);
    }

    /**
     * The batch sizes of network calls: powers of two and the maximum. Convolution kernels are set
     * up per shape, so every new size costs time.
     */
    public List<Integer> buckets() {
        List<Integer> buckets = new ArrayList<>();
        for (int size = 1; size < maxBatch; size *= 2) {
            buckets.add(size);
        }
        buckets.add(maxBatch);
        return buckets;
    }

    /** The smallest bucket that holds a number of crops. */
    public int bucketFor(int crops) {
        return buckets().stream().filter(bucket -> bucket >= crops).findFirst().orElseThrow();
    }
}
