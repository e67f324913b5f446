package io.barnhand.gait.models.catalogue;

import io.barnhand.gait.models.BarnhandException;
import io.barnhand.gait.models.keypoints.Ap10k;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A model in the catalogue.
 *
 * @param name name of the model in configurations
 * @param family loads it, and gives its purpose
 * @param file plain file name
 * @param url address of the file; empty if it comes with the installation
 * @param sha256 all 64 lower-case hex digits of the file's digest; or the 8 of a file name, which
 *     are only a hint: they need not be the file's; empty if unknown
 * @param bytes size of the file; empty if unknown
 * @param licence SPDX identifier
 * @param inputWidth width of the network's input, px
 * @param inputHeight height of the network's input, px
 * @param classes class names of a detector, by index; empty for a pose model
 * @param keypointOrder names by index, as {@link Ap10k#LAYOUT} has them; empty for a detector
 * @param keypointSemantics meaning of the keypoints on a horse; empty for a detector
 * @param scoreThreshold score from which a keypoint is used, or from which a detection starts a
 *     track
 * @param scoreMeaning meaning of the score, one line
 * @param notice advice for its users, one line
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

    /** Its purpose. */
    public ModelKind kind() {
        return family.kind();
    }

    /** Whether it comes with the installation. */
    public boolean embedded() {
        return url.isEmpty();
    }

    /** Hex digits of a complete digest. */
    static final int DIGEST_DIGITS = 64;

    /** Hex digits in a file name. */
    static final int HINT_DIGITS = 8;

    /** The complete digest, if known. */
    Optional<String> digest() {
        return sha256.filter(known -> known.length() == DIGEST_DIGITS);
    }

    /** The possible beginning of the file's digest, if no more is known. */
    Optional<String> hint() {
        return sha256.filter(known -> known.length() < DIGEST_DIGITS);
    }

    /**
     * Why a file is certainly not this model's. The complete digest decides, else the size; a hint
     * never does.
     *
     * @param seenSha256 the file's digest, 64 lower-case hex digits
     * @param seenBytes the file's size
     * @return a clause with the value seen and the expected one; empty if the file may be this
     *     model's
     */
    public Optional<String> contradiction(String seenSha256, long seenBytes) {
        boolean otherSize = bytes.isPresent() && bytes.getAsLong() != seenBytes;
        if (digest().isPresent()) {
            return digest().filter(expected -> !expected.equals(seenSha256))
                    .map(
                            expected ->
                                    String.format(
                                            Locale.ROOT,
                                            "its sha256 is %s, expected %s%s",
                                            seenSha256,
                                            expected,
                                            otherSize ? ", and " + size(seenBytes) : ""));
        }
        return otherSize
                ? Optional.of(
                        String.format(Locale.ROOT, "%s (sha256 %s)", size(seenBytes), seenSha256))
                : Optional.empty();
    }

    private String size(long seenBytes) {
        return String.format(
                Locale.ROOT, "it has %d bytes, expected %d", seenBytes, bytes.orElseThrow());
    }

    /**
     * A warning if a file's digest does not begin with the hint.
     *
     * @param seenSha256 the file's digest, 64 lower-case hex digits
     * @return problem and action for the user; empty without a warning
     */
    public Optional<String> hintWarning(Path file, String seenSha256) {
        return hint().filter(hint -> !seenSha256.startsWith(hint))
                .map(
                        hint ->
                                BarnhandException.message(
                                        String.format(
                                                Locale.ROOT,
                                                "%s may be another file than that of %s: its sha256 is %s, the catalogue's hint is %s",
                                                file,
                                                name,
                                                seenSha256,
                                                hint),
                                        "the file is used all the same, as digits of a file name prove nothing"));
    }

    /** The action that brings the file into the models directory. */
    String howToGetIt() {
        return url.map(
                        from ->
                                String.format(
                                        Locale.ROOT,
                                        "fetch it with 'barnhand models fetch %s', or download it from %s into that folder",
                                        name,
                                        from))
                .orElse(
                        "copy models/weights from a complete installation, which the file comes with");
    }

    /**
     * Whether a digest is certainly this model's.
     *
     * @param seenSha256 64 lower-case hex digits
     * @return false if the catalogue does not hold the complete digest
     */
    public boolean hasDigest(String seenSha256) {
        return digest().filter(seenSha256::equals).isPresent();
    }

    /** Whether a digest begins with the hint; false without a hint. */
    public boolean matchesHint(String seenSha256) {
        return hint().filter(seenSha256::startsWith).isPresent();
    }

    /**
     * Whether the file's name holds digits of its digest, so that no other file has this name.
     * OpenMMLab's names hold digits too, which need not be those of the file.
     */
    boolean digestInFileName() {
        return digest().filter(known -> file.contains(known.substring(0, HINT_DIGITS))).isPresent();
    }
}
