package io.barnhand.gait.models.catalogue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * The identification of a model file by its digest.
 *
 * @param path the file
 * @param sha256 its digest, 64 lower-case hex digits
 * @param bytes its size
 * @param entry the model of the catalogue that has this digest, or whose hint it begins with
 * @param namesake a model of the catalogue whose file has this name, if no digest of the catalogue
 *     is that of the file
 */
public record Verification(
        Path path,
        String sha256,
        long bytes,
        Optional<CatalogueEntry> entry,
        Optional<CatalogueEntry> namesake) {

    /** One line for a user. */
    public String describe() {
        String result =
                entry.map(this::match)
                        .or(() -> namesake.map(this::mismatch))
                        .orElse("not in the catalogue");
        return String.format(
                Locale.ROOT, "%s: %s (sha256 %s, %d bytes)", path, result, sha256, bytes);
    }

    private String match(CatalogueEntry match) {
        return match.hasDigest(sha256)
                ? "is " + match.name()
                : String.format(
                        Locale.ROOT,
                        "seems to be %s; the catalogue holds only a hint of its sha256, %s",
                        match.name(),
                        match.hint().orElseThrow());
    }

    private String mismatch(CatalogueEntry other) {
        List<String> known = new ArrayList<>();
        known.add(
                other.digest()
                        .map("sha256 is "::concat)
                        .or(() -> other.hint().map("sha256 is unknown but for the hint "::concat))
                        .orElse("sha256 is unknown"));
        other.bytes()
                .ifPresent(size -> known.add(String.format(Locale.ROOT, "size is %d bytes", size)));
        return String.format(
                Locale.ROOT,
                "%s; it has the file name of %s, whose %s",
                other.contradiction(sha256, bytes).isPresent()
                        ? "not in the catalogue"
                        : "not identified",
                other.name(),
                String.join(" and ", known));
    }
}
