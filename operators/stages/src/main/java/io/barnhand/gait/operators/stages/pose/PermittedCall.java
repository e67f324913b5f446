package io.barnhand.gait.operators.stages.pose;

import io.barnhand.gait.models.device.DevicePermits;
import io.barnhand.gait.models.pose.Keypoints;
import io.barnhand.gait.models.pose.PoseCrop;
import io.barnhand.gait.models.pose.PoseEstimator;
import java.util.List;

/** Calls the network when the device has room for one more call, and measures both. */
final class PermittedCall implements PoseCall {

    private final PoseEstimator estimator;
    private final DevicePermits permits;
    private final PoseMetrics metrics;

    PermittedCall(PoseEstimator estimator, DevicePermits permits, PoseMetrics metrics) {
        this.estimator = estimator;
        this.permits = permits;
        this.metrics = metrics;
    }

    @Override
    public List<Keypoints> estimate(List<PoseCrop> crops) throws InterruptedException {
        long asked = System.nanoTime();
        try (DevicePermits.Permit permit = permits.acquire()) {
            long started = System.nanoTime();
            metrics.permitted(started - asked);
            List<Keypoints> keypoints = estimator.estimate(crops);
            metrics.called(crops.size(), System.nanoTime() - started);
            return keypoints;
        }
    }
}
