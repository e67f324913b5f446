package io.barnhand.gait.models.catalogue;

import java.nio.file.Path;
import java.util.Optional;

/**
 * What a file's digest says about it.
 *
 * @param path the file
 * @param sha256 its digest, 64 lower-case hex digits
 * @param entry the model of the catalogue that has this digest
 * @param namesake a model of the catalogue whose file has this name but another digest
 */
public record Verification(
        Path path,
        String sha256,
        Optional<CatalogueEntry> entry,
        Optional<CatalogueEntry> namesake) {

    /** One line for a user. */
    public String describe() {
        String verdict =
                entry.map(e -> "is " + e.name())
                        .orElseGet(
                                () ->
                                        "not in the catalogue"
                                                + namesake.map(Verification::otherwise).orElse(""));
        return "%s: %s (sha256 %s)".formatted(path, verdict, sha256);
    }

    private static String otherwise(CatalogueEntry namesake) {
        return "; it has the file name of %s, whose sha256 is %s"
                .formatted(namesake.name(), namesake.sha256().orElse("unknown"));
    }
}
