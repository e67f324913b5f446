package io.barnhand.gait.operators.detection;

import io.barnhand.gait.models.detection.Detector;
import java.io.Serializable;

/** Opens the detector of one subtask, on the machine where it runs. */
@FunctionalInterface
public interface DetectorSupplier extends Serializable {

    /** A new detector; the caller closes it. */
    Detector open();
}
