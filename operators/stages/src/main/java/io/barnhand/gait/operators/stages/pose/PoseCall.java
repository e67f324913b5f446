package io.barnhand.gait.operators.stages.pose;

import io.barnhand.gait.models.pose.Keypoints;
import io.barnhand.gait.models.pose.PoseCrop;
import java.util.List;

/** Keypoints of crops, one entry per crop, in order. */
@FunctionalInterface
interface PoseCall {

    /**
     * @throws io.barnhand.gait.models.ModelException if the network fails
     * @throws InterruptedException if the task is cancelled while the call waits for its turn
     */
    List<Keypoints> estimate(List<PoseCrop> crops) throws InterruptedException;
}
