package io.barnhand.gait.operators.stages.pose;

import io.barnhand.gait.models.cache.Lease;
import io.barnhand.gait.models.device.PlacedDevice;
import io.barnhand.gait.models.pose.PoseModel;

/**
 * A share in a pose model and the place on the device that it was loaded to.
 *
 * @param lease closed with this
 * @param place closed with this
 */
public record PlacedPoseModel(Lease<? extends PoseModel> lease, PlacedDevice place)
        implements AutoCloseable {

    @Override
    public void close() {
        try {
            lease.close();
        } finally {
            place.close();
        }
    }
}
