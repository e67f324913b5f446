package io.barnhand.gait.models.detection;

import java.util.Optional;

/**
 * What a YOLOX file does not tell of itself.
 *
 * @param inputSize of a checkpoint; where it is not known, 416 × 416 px for nano and tiny, 640 ×
 *     640 px for the others. An ONNX file tells its own.
 * @param classes names of its classes; where they are not known it must have the 80 of COCO
 */
public record YoloxOptions(Optional<InputSize> inputSize, Optional<ClassNames> classes) {

    /** Nothing is known of the file. */
    public static YoloxOptions unknown() {
        return new YoloxOptions(Optional.empty(), Optional.empty());
    }
}
