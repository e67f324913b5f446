package io.barnhand.gait.job.cli.publish;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;

/**
 * Size and times of a file.
 *
 * @param bytes size
 * @param written when it was last written to
 * @param changed when it was last written to or renamed, or null where the file system does not say
 */
record FileState(long bytes, Instant written, Instant changed) {

    /** At rest for less than this, also a file that a later one follows may still be written to. */
    private static final Duration MIN_REST = Duration.ofSeconds(1);

    static FileState of(Path file) throws IOException {
        FileTime written = Files.getLastModifiedTime(file);
        FileTime changed = null;
        if (file.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            changed = (FileTime) Files.getAttribute(file, "unix:ctime");
        }
        return new FileState(
                Files.size(file),
                written.toInstant(),
                changed == null ? null : changed.toInstant());
    }

    /**
     * Whether its writer is done with it: it was renamed since it was written to, or a later file
     * of the camera is there, or it has rested for long enough. Only opening it shows whether it is
     * complete.
     *
     * @param followed whether a later file of the camera is there
     * @param rest how long a file rests that is done with
     */
    boolean finished(boolean followed, Duration rest, Instant now) {
        boolean renamed = changed != null && changed.isAfter(written);
        Duration rested = Duration.between(written, now);
        return renamed
                || rested.compareTo(rest) >= 0
                || followed && rested.compareTo(MIN_REST) >= 0;
    }
}
