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

/** The file of a segment: its path, size and digest, checked before it is opened as a video. */
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
     * @throws VideoException {@code forbidden_format} for any other address, {@code missing} if it
     *     is neither
     */
    public static Path local(String uri) {
        try {
            if (uri.toLowerCase(Locale.ROOT).startsWith("file:")) {
                return Path.of(URI.create(uri));
            }
            Path path = Path.of(uri);
            if (SCHEME.matcher(uri).matches() && !Files.exists(path)) {
                throw new VideoException(
                        DeadLetterReason.FORBIDDEN_FORMAT,
                        null,
                        String.format(Locale.ROOT, "%s is not a local file", uri),
                        "copy it to a disk that the workers see and name its path");
            }
            return path;
        } catch (IllegalArgumentException e) {
            throw new VideoException(
                    DeadLetterReason.MISSING,
                    null,
                    String.format(
                            Locale.ROOT,
                            "%s is neither a path nor a file: URI (%s)",
                            uri,
                            e.getMessage()),
                    "write it like /footage/clip.mp4");
        }
    }

    /**
     * Compares size and digest of a file with the announced ones and with the limits. Anything but
     * a regular file is left to the code that opens it.
     *
     * @throws VideoException {@code too_many_bytes}, {@code size_mismatch}, {@code digest_mismatch}
     *     or {@code unreadable}
     */
    public static void check(Path file, VideoSegment segment, VideoLimits limits) {
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
                    String.format(Locale.ROOT, "%s cannot be read (%s)", file, e),
                    "check the disk and the permissions",
                    e);
        }
    }

    private static void checkSize(Path file, VideoSegment segment, VideoLimits limits)
            throws IOException {
        long bytes = Files.size(file);
        if (bytes > limits.bytes()) {
            throw new VideoException(
                    DeadLetterReason.TOO_MANY_BYTES,
                    null,
                    String.format(
                            Locale.ROOT,
                            "%s has %d bytes, the limit is %d",
                            file,
                            bytes,
                            limits.bytes()),
                    "cut it or raise source.limits.bytes");
        }
        if (segment.bytes() >= 0 && bytes != segment.bytes()) {
            throw new VideoException(
                    DeadLetterReason.SIZE_MISMATCH,
                    null,
                    String.format(
                            Locale.ROOT,
                            "%s has %d bytes, %d were announced",
                            file,
                            bytes,
                            segment.bytes()),
                    "copy it again, it is incomplete or was replaced");
        }
    }

    private static void checkDigest(Path file, VideoSegment segment) throws IOException {
        if (segment.sha256() == null) {
            return;
        }
        String digest = FileDigest.sha256(file);
        if (!digest.equalsIgnoreCase(segment.sha256())) {
            throw new VideoException(
                    DeadLetterReason.DIGEST_MISMATCH,
                    null,
                    String.format(
                            Locale.ROOT,
                            "%s has the SHA-256 %s, %s was announced",
                            file,
                            digest,
                            segment.sha256()),
                    "copy it again, it was damaged or replaced");
        }
    }
}
