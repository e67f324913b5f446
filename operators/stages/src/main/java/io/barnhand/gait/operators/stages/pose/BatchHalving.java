package io.barnhand.gait.operators.stages.pose;

import io.barnhand.gait.models.device.OutOfDeviceMemoryException;
import io.barnhand.gait.models.pose.Keypoints;
import io.barnhand.gait.models.pose.PoseCrop;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Splits batches that need more memory than the GPU has left: each failure halves the largest batch
 * for all calls to come, as what took the memory is likely to stay, until the stage is opened
 * again. A single crop that does not fit fails. Not thread-safe.
 */
final class BatchHalving implements PoseCall {

    private static final Logger LOG = LoggerFactory.getLogger(BatchHalving.class);

    private final PoseCall call;
    private final PoseMetrics metrics;
    private int largest = Integer.MAX_VALUE;

    BatchHalving(PoseCall call, PoseMetrics metrics) {
        this.call = call;
        this.metrics = metrics;
    }

    @Override
    public List<Keypoints> estimate(List<PoseCrop> crops) throws InterruptedException {
        List<Keypoints> keypoints = new ArrayList<>(crops.size());
        while (keypoints.size() < crops.size()) {
            int from = keypoints.size();
            List<PoseCrop> batch =
                    crops.subList(from, from + Math.min(largest, crops.size() - from));
            try {
                keypoints.addAll(call.estimate(batch));
            } catch (OutOfDeviceMemoryException e) {
                halve(batch.size(), e);
            }
        }
        return keypoints;
    }

    /**
     * To the next lower power of two: batches are padded to such sizes, so that anything in between
     * would take as much memory again.
     */
    private void halve(int failed, OutOfDeviceMemoryException failure) {
        if (failed == 1) {
            throw failure;
        }
        largest = Integer.highestOneBit(failed - 1);
        metrics.halved();
        LOG.warn(
                "The GPU has no memory for {} crops in a call; from here on at most {}. {}",
                failed,
                largest,
                failure.getMessage());
    }
}
