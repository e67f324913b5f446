package io.barnhand.gait.models.catalogue;

import java.nio.file.Path;
import java.util.Optional;

/**
 * A model file that is there.
 *
 * @param path the file
 * @param entry what the catalogue says of it; empty for a file it does not know
 */
public record ModelFile(Path path, Optional<CatalogueEntry> entry) {}
