package io.barnhand.gait.models.catalogue;

import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * A model in the catalogue.
 *
 * @param name name by which configurations call it
 * @param kind what it is for
 * @param file plain file name
 * @param url where to get it; empty for one that comes with the installation
 * @param sha256 digest or the published prefix of it, 8 to 64 lower-case hex digits; empty where it
 *     is not known
 * @param licence SPDX identifier
 * @param inputWidth width of the network's input, px
 * @param inputHeight height of the network's input, px
 * @param classes what a detector tells apart, names by index; empty for a pose model
 * @param keypointOrder names by index; empty for a detector
 * @param keypointSemantics what the keypoints are on a horse; empty for a detector
 * @param scoreThreshold score from which a keypoint is used, or from which a detection starts a
 *     track
 * @param scoreMeaning what the score is, one line
 * @param notice what whoever uses it must know, one line
 */
public record CatalogueEntry(
        String name,
        ModelKind kind,
        String file,
        Optional<URI> url,
        Optional<String> sha256,
        String licence,
        int inputWidth,
        int inputHeight,
        List<String> classes,
        List<String> keypointOrder,
        Optional<KeypointSemantics> keypointSemantics,
        double scoreThreshold,
        String scoreMeaning,
        Optional<String> notice) {

    /** Whether it comes with the installation. */
    public boolean embedded() {
        return url.isEmpty();
    }

    /** Whether a digest is not this model's, where its digest is known. */
    public boolean contradicts(String digest) {
        return sha256.isPresent() && !hasDigest(digest);
    }

    /** What to do to have the file in the models directory. */
    String howToGetIt() {
        return url.map(
                        from ->
                                "Fetch it with 'barnhand models fetch %s', or get it from %s and put it there."
                                        .formatted(name, from))
                .orElse(
                        "It comes with the installation, in models/weights: copy it from one, or check that this one is whole.");
    }

    /**
     * Whether a digest is this model's, as far as its digest is known.
     *
     * @param digest 64 lower-case hex digits
     * @return false where the catalogue does not know the digest
     */
    public boolean hasDigest(String digest) {
        return sha256.filter(digest::startsWith).isPresent();
    }

    /** Whether the file's name itself carries the digest, as OpenMMLab's do. */
    boolean digestInFileName() {
        return sha256.filter(file::contains).isPresent();
    }
}
