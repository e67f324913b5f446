package io.barnhand.gait.models.catalogue;

import io.barnhand.gait.models.keypoints.Ap10k;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A model in the catalogue.
 *
 * @param name name by which configurations call it
 * @param family what loads it, and what it is for
 * @param file plain file name
 * @param url where to get it; empty for one that comes with the installation
 * @param sha256 all 64 lower-case hex digits of the file's digest; or 8 that a file name carries,
 *     which are only a hint: they need not be the file's; empty where nothing is known
 * @param bytes size of the file; empty where it is not known
 * @param licence SPDX identifier
 * @param inputWidth width of the network's input, px
 * @param inputHeight height of the network's input, px
 * @param classes what a detector tells apart, names by index; empty for a pose model
 * @param keypointOrder names by index, as {@link Ap10k#LAYOUT} has them; empty for a detector
 * @param keypointSemantics what the keypoints are on a horse; empty for a detector
 * @param scoreThreshold score from which a keypoint is used, or from which a detection starts a
 *     track
 * @param scoreMeaning what the score is, one line
 * @param notice what whoever uses it must know, one line
 */
public record CatalogueEntry(
        String name,
        ModelFamily family,
        String file,
        Optional<URI> url,
        Optional<String> sha256,
        OptionalLong bytes,
        String licence,
        int inputWidth,
        int inputHeight,
        List<String> classes,
        List<String> keypointOrder,
        Optional<KeypointSemantics> keypointSemantics,
        double scoreThreshold,
        String scoreMeaning,
        Optional<String> notice) {

    /** What it is for. */
    public ModelKind kind() {
        return family.kind();
    }

    /** Whether it comes with the installation. */
    public boolean embedded() {
        return url.isEmpty();
    }

    /** Hex digits of a digest that is known as a whole. */
    static final int DIGEST_DIGITS = 64;

    /** Hex digits that a file name carries. */
    static final int HINT_DIGITS = 8;

    /** The whole digest, where it is known. */
    Optional<String> digest() {
        return sha256.filter(known -> known.length() == DIGEST_DIGITS);
    }

    /** What the file's digest may begin with, where no more is known of it. */
    Optional<String> hint() {
        return sha256.filter(known -> known.length() < DIGEST_DIGITS);
    }

    /**
     * Why a file is certainly not this model's. The digest decides where it is known as a whole,
     * else the size; a hint never does.
     *
     * @param seenSha256 the file's digest, 64 lower-case hex digits
     * @param seenBytes the file's size
     * @return a clause with what was seen and what was expected; empty where nothing speaks against
     *     it
     */
    public Optional<String> contradiction(String seenSha256, long seenBytes) {
        boolean otherSize = bytes.isPresent() && bytes.getAsLong() != seenBytes;
        if (digest().isPresent()) {
            return digest().filter(expected -> !expected.equals(seenSha256))
                    .map(
                            expected ->
                                    "its sha256 is %s, expected %s%s"
                                            .formatted(
                                                    seenSha256,
                                                    expected,
                                                    otherSize ? ", and " + size(seenBytes) : ""));
        }
        return otherSize
                ? Optional.of("%s (sha256 %s)".formatted(size(seenBytes), seenSha256))
                : Optional.empty();
    }

    private String size(long seenBytes) {
        return "it has %d bytes, expected %d".formatted(seenBytes, bytes.orElseThrow());
    }

    /**
     * What to warn of where a file's digest does not begin as the hint says.
     *
     * @param seenSha256 the file's digest, 64 lower-case hex digits
     * @return sentences for the user; empty where there is nothing to warn of
     */
    public Optional<String> doubt(Path file, String seenSha256) {
        return hint().filter(hint -> !seenSha256.startsWith(hint))
                .map(
                        hint ->
                                "%s may be another file than that of %s: its sha256 is %s, and the catalogue's hint is %s. Digits out of a file name prove nothing, so the file is taken."
                                        .formatted(file, name, seenSha256, hint));
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
     * Whether a digest is this model's for certain.
     *
     * @param seenSha256 64 lower-case hex digits
     * @return false where the catalogue does not know the whole digest
     */
    public boolean hasDigest(String seenSha256) {
        return digest().filter(seenSha256::equals).isPresent();
    }

    /** Whether a digest begins as the hint says; false where there is none. */
    public boolean hintsAt(String seenSha256) {
        return hint().filter(seenSha256::startsWith).isPresent();
    }

    /**
     * Whether the file's name carries digits of its digest, so that no other file has this name.
     * OpenMMLab's names carry digits too, which need not be those of the file.
     */
    boolean digestInFileName() {
        return digest().filter(known -> file.contains(known.substring(0, HINT_DIGITS))).isPresent();
    }
}
