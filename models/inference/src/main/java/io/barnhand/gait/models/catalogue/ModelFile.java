package io.barnhand.gait.models.catalogue;

import io.barnhand.gait.models.detection.ClassNames;
import io.barnhand.gait.models.detection.InputSize;
import io.barnhand.gait.models.detection.YoloxOptions;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A model file that is there.
 *
 * @param path the file
 * @param entry what the catalogue says of it; empty for a file it does not know
 * @param warning that it may be another file than its name says, with the digest seen, for whoever
 *     uses it; empty where there is nothing to warn of
 */
public record ModelFile(Path path, Optional<CatalogueEntry> entry, Optional<String> warning) {

    /** What the catalogue says of it as a detector. */
    public YoloxOptions yoloxOptions() {
        return new YoloxOptions(
                entry.map(e -> new InputSize(e.inputWidth(), e.inputHeight())),
                entry.filter(e -> e.kind() == ModelKind.DETECTOR)
                        .map(e -> new ClassNames(e.classes())));
    }
}
