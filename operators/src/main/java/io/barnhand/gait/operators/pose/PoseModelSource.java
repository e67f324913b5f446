package io.barnhand.gait.operators.pose;

import io.barnhand.gait.models.cache.Lease;
import io.barnhand.gait.models.pose.PoseModel;
import java.io.Serializable;
import java.util.Optional;

/** Where the pose stage gets its model from, on the machine where it runs. */
@FunctionalInterface
public interface PoseModelSource extends Serializable {

    /**
     * The model that all slots of this process share; the caller closes the lease. Empty where the
     * model is missing and the job was told to go on with detection only.
     *
     * @throws io.barnhand.gait.models.ModelException if it cannot be loaded
     */
    Optional<? extends Lease<? extends PoseModel>> acquire();
}
