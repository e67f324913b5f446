package io.barnhand.gait.models.detection;

import java.util.Optional;

/**
 * Properties of a detector that its file does not hold.
 *
 * @param inputSize size of the network's input; by default that of the family's published models.
 *     An ONNX file holds its own.
 * @param classes names of its classes; by default it must have the 80 of COCO
 */
public record DetectorTraits(Optional<InputSize> inputSize, Optional<ClassNames> classes) {

    /** Nothing is known of the file. */
    public static DetectorTraits unknown() {
        return new DetectorTraits(Optional.empty(), Optional.empty());
    }
}
