package io.barnhand.gait.operators.video.container;

import io.barnhand.gait.models.FileDigest;
import io.barnhand.gait.operators.video.DeadLetterReason;
import io.barnhand.gait.operators.video.VideoSegment;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;

/** The file of a segment, before anything in it is looked at. */
public final class SegmentFile {

    private static final Pattern SCHEME = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]+):.*");

    private SegmentFile() {}

    /** Whether a segment names a file of this machine, by a path or a {@code file:} URI. */
    public static boolean isLocal(String uri) {
        return !SCHEME.matcher(uri).matches()
                || uri.toLowerCase(Locale.ROOT).startsWith("file:")
                || Files.exists(Path.of(uri));
    }

    /**
     * The local file that a segment names.
     *
     * @param uri a path or a {@code file:} URI
     * @throws VideoException {@code forbidden_format} if it is the address of something else,
     *     {@code missing} if it is neither
     */
    public static Path local(String uri) throws VideoException {
        try {
            if (uri.toLowerCase(Locale.ROOT).startsWith("file:")) {
                return Path.of(URI.create(uri));
            }
            Path path = Path.of(uri);
            if (SCHEME.matcher(uri).matches() && !Files.exists(path)) {
                throw new VideoException(
                        DeadLetterReason.FORBIDDEN_FORMAT,
                        null,
                        "%s is not a local file: copy it to a disk the workers see and name its path"
                                .formatted(uri));
            }
            return path;
        } catch (IllegalArgumentException e) {
            throw new VideoException(
                    DeadLetterReason.MISSING,
                    null,
                    "%s is no path or file: URI (%s): correct it".formatted(uri, e.getMessage()));
        }
    }

    /**
     * Holds size and digest of a file against what was announced and what is allowed. What is no
     * regular file is left to whoever opens it.
     *
     * @throws VideoException {@code too_many_bytes}, {@code size_mismatch}, {@code digest_mismatch}
     *     or {@code unreadable}
     */
    public static void check(Path file, VideoSegment segment, VideoLimits limits)
            throws VideoException {
        if (!Files.isRegularFile(file)) {
            return;
        }
        try {
            checkSize(file, segment, limits);
            checkDigest(file, segment);
        } catch (IOException e) {
            throw new VideoException(
                    DeadLetterReason.UNREADABLE,
                    null,
                    "%s cannot be read (%s): check the disk and the permissions"
                            .formatted(file, e));
        }
    }

    private static void checkSize(Path file, VideoSegment segment, VideoLimits limits)
            throws IOException, VideoException {
        long bytes = Files.size(file);
        if (bytes > limits.bytes()) {
            throw new VideoException(
                    DeadLetterReason.TOO_MANY_BYTES,
                    null,
                    "%s has %d bytes, the limit is %d: cut it or raise the limit of bytes"
                            .formatted(file, bytes, limits.bytes()));
        }
        if (segment.bytes() >= 0 && bytes != segment.bytes()) {
            throw new VideoException(
                    DeadLetterReason.SIZE_MISMATCH,
                    null,
                    "%s has %d bytes, announced were %d: it is incomplete or was replaced"
                            .formatted(file, bytes, segment.bytes()));
        }
    }

    private static void checkDigest(Path file, VideoSegment segment)
            throws IOException, VideoException {
        if (segment.sha256() == null) {
            return;
        }
        String digest = FileDigest.sha256(file);
        if (!digest.equalsIgnoreCase(segment.sha256())) {
            throw new VideoException(
                    DeadLetterReason.DIGEST_MISMATCH,
                    null,
                    "%s has the SHA-256 %s, announced was %s: it was damaged or replaced"
                            .formatted(file, digest, segment.sha256()));
        }
    }
}
