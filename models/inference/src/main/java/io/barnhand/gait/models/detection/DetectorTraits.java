package io.barnhand.gait.models.detection;

import java.util.Optional;

/**
 * What the file of a detector does not tell of itself.
 *
 * @param inputSize size of the network's input; where it is not known, that of the family's
 *     published models. An ONNX file tells its own.
 * @param classes names of its classes; where they are not known it must have the 80 of COCO
 */
public record DetectorTraits(Optional<InputSize> inputSize, Optional<ClassNames> classes) {

    /** Nothing is known of the file. */
    public static DetectorTraits unknown() {
        return new DetectorTraits(Optional.empty(), Optional.empty());
    }
}
