package io.barnhand.gait.operators.stages.detection;

import io.barnhand.gait.models.cache.Lease;
import io.barnhand.gait.models.detection.DetectionModel;
import java.io.Serializable;

/** Where the detection stage gets its model from, on the machine where it runs. */
@FunctionalInterface
public interface DetectionModelSource extends Serializable {

    /**
     * The model that all slots of this process share; the caller closes the lease.
     *
     * @throws io.barnhand.gait.models.ModelException if it cannot be loaded
     */
    Lease<? extends DetectionModel> acquire();
}
