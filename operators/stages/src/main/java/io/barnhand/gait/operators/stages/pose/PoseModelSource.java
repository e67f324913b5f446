package io.barnhand.gait.operators.stages.pose;

import java.io.Serializable;
import java.util.Optional;
import java.util.Set;

/** Where the pose stage gets its model from, on the machine where it runs. */
@FunctionalInterface
public interface PoseModelSource extends Serializable {

    /**
     * The model that all slots of this process share, on the device that is this slot's; the caller
     * closes it. Empty where the model is missing and the job is configured to run with detection
     * only.
     *
     * @param offeredGpus indexes of the GPUs that the cluster offers; empty if it offers none
     * @throws io.barnhand.gait.models.ModelException if it cannot be loaded, or the device that is
     *     asked for is not there
     */
    Optional<PlacedPoseModel> acquire(Set<Integer> offeredGpus);
}
