package io.barnhand.gait.models.catalogue;

import io.barnhand.gait.models.detection.ClassNames;
import io.barnhand.gait.models.detection.DetectionModel;
import io.barnhand.gait.models.detection.DetectorTraits;
import io.barnhand.gait.models.detection.InputSize;
import io.barnhand.gait.models.device.Device;
import io.barnhand.gait.models.pose.PoseModel;
import io.barnhand.gait.models.pose.PoseModelOptions;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A model file that exists.
 *
 * @param path the file
 * @param entry its entry in the catalogue; empty for an unknown file
 * @param warning for the user, if it may be another file than its name suggests, with the digest
 *     seen
 */
public record ModelFile(Path path, Optional<CatalogueEntry> entry, Optional<String> warning) {

    /** Its properties in the catalogue, as a detector. */
    public DetectorTraits detectorTraits() {
        return new DetectorTraits(
                entry.map(e -> new InputSize(e.inputWidth(), e.inputHeight())),
                entry.filter(e -> e.kind() == ModelKind.DETECTOR)
                        .map(e -> new ClassNames(e.classes())));
    }

    /**
     * Loads it as a detector, on the CPU; the caller closes it.
     *
     * @throws io.barnhand.gait.models.ModelException if it is none of its family
     */
    public DetectionModel loadDetector() {
        return family(DetectorFamily.class)
                .orElse(DetectorFamily.DEFAULT)
                .load(path, detectorTraits());
    }

    /**
     * Loads it as a pose model; the caller closes it.
     *
     * @param device where it runs
     * @throws io.barnhand.gait.models.ModelException if it is none of its family, or does not run
     *     there
     */
    public PoseModel loadPoseModel(PoseModelOptions options, Device device) {
        return family(PoseFamily.class).orElse(PoseFamily.DEFAULT).load(path, options, device);
    }

    private <F extends ModelFamily> Optional<F> family(Class<F> kind) {
        return entry.map(CatalogueEntry::family).filter(kind::isInstance).map(kind::cast);
    }
}
