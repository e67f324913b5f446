package io.barnhand.gait.models.pose;

import java.util.List;

/** Keypoints of crops. Not thread-safe: one per thread; the weights behind it are shared. */
public interface PoseEstimator extends AutoCloseable {

    /**
     * One network call for all crops.
     *
     * @param crops any number; more than the largest batch bucket are split
     * @return one entry per crop, in order
     * @throws io.barnhand.gait.models.device.OutOfDeviceMemoryException if the GPU has not enough
     *     memory left for so many crops
     * @throws io.barnhand.gait.models.ModelException if the network fails otherwise
     */
    List<Keypoints> estimate(List<PoseCrop> crops);

    @Override
    void close();
}
