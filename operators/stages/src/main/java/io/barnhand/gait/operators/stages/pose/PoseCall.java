package io.barnhand.gait.operators.stages.pose;

import io.barnhand.gait.models.device.DevicePermits;
import io.barnhand.gait.models.device.OutOfDeviceMemoryException;
import io.barnhand.gait.models.pose.Keypoints;
import io.barnhand.gait.models.pose.PoseCrop;
import io.barnhand.gait.models.pose.PoseEstimator;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls the network when the device has room for one more call, and measures both.
 *
 * <p>Batches that need more memory than the GPU has left are split: each failure halves the largest
 * batch for all calls to come, as what took the memory is likely to stay, until the stage is opened
 * again. A single crop that does not fit fails. Not thread-safe.
 */
final class PoseCall {

    private static final Logger LOG = LoggerFactory.getLogger(PoseCall.class);

    private final PoseEstimator estimator;
    private final DevicePermits permits;
    private final PoseCounters counters;
    private int largest = Integer.MAX_VALUE;

    PoseCall(PoseEstimator estimator, DevicePermits permits, PoseCounters counters) {
        this.estimator = estimator;
        this.permits = permits;
        this.counters = counters;
    }

    /**
     * Keypoints of crops, one entry per crop, in order.
     *
     * @throws io.barnhand.gait.models.ModelException if the network fails
     * @throws InterruptedException if the task is cancelled while the call waits for its turn
     */
    List<Keypoints> estimate(List<PoseCrop> crops) throws InterruptedException {
        List<Keypoints> keypoints = new ArrayList<>(crops.size());
        while (keypoints.size() < crops.size()) {
            int from = keypoints.size();
            List<PoseCrop> batch =
                    crops.subList(from, from + Math.min(largest, crops.size() - from));
            try {
                keypoints.addAll(call(batch));
            } catch (OutOfDeviceMemoryException e) {
                halve(batch.size(), e);
            }
        }
        return keypoints;
    }

    private List<Keypoints> call(List<PoseCrop> batch) throws InterruptedException {
        long asked = System.nanoTime();
        try (DevicePermits.Permit permit = permits.acquire()) {
            long started = System.nanoTime();
            counters.permitted(started - asked);
            List<Keypoints> keypoints = estimator.estimate(batch);
            counters.called(batch.size(), System.nanoTime() - started);
            return keypoints;
        }
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
        counters.halved();
        LOG.warn(
                "The GPU has no memory for {} crops in a call; calls are limited to {} crops from now on: {}",
                failed,
                largest,
                failure.getMessage());
    }
}
