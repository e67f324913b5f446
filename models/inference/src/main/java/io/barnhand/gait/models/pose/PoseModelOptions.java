package io.barnhand.gait.models.pose;

import java.util.ArrayList;
import java.util.List;

/**
 * How a pose model is run.
 *
 * @param flipTest average with the mirrored crop, as mmpose does by default: a little more accurate
 *     at twice the cost
 * @param largestBatch most crops in one network call, 1 to {@value #LIMIT}
 */
public record PoseModelOptions(boolean flipTest, int largestBatch) {

    private static final int LIMIT = 256;

    public PoseModelOptions {
        if (largestBatch < 1 || largestBatch > LIMIT) {
            throw new IllegalArgumentException(
                    "The largest pose batch must be 1 to %d, got %d"
                            .formatted(LIMIT, largestBatch));
        }
    }

    /** No flip test, up to 16 crops in a call. */
    public static PoseModelOptions defaults() {
        return new PoseModelOptions(false, 16);
    }

    public PoseModelOptions withFlipTest(boolean wanted) {
        return new PoseModelOptions(wanted, largestBatch);
    }

    public PoseModelOptions withLargestBatch(int crops) {
        return new PoseModelOptions(flipTest, crops);
    }

    /**
     * The batch sizes that the network is called with: powers of two and the largest. Convolution
     * kernels are set up per shape, so every new size costs.
     */
    public List<Integer> buckets() {
        List<Integer> buckets = new ArrayList<>();
        for (int size = 1; size < largestBatch; size *= 2) {
            buckets.add(size);
        }
        buckets.add(largestBatch);
        return buckets;
    }

    /** The smallest bucket that holds a number of crops. */
    public int bucketFor(int crops) {
        return buckets().stream().filter(bucket -> bucket >= crops).findFirst().orElseThrow();
    }
}
