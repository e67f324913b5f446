package io.barnhand.gait.operators.video.container;

import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/**
 * Whether the name of a file is text. On Linux a name is bytes, which Java reads in the character
 * set of the process's locale and FFmpeg takes as UTF-8: a name that is not UTF-8, or that holds
 * more than ASCII in a process without such a locale, cannot be opened, and two of them may read
 * alike.
 *
 * @param problem what is wrong with the name
 * @param action what to do
 */
public record FileNameText(String problem, String action) {

    /** As it was when the process started, whatever else the system properties say. */
    private static final String CHARSET = System.getProperty("sun.jnu.encoding", "UTF-8");

    private static final char UNREADABLE = '\ufffd';

    /** What keeps a file's path from being text; empty if nothing does. */
    public static Optional<FileNameText> fault(Path file) {
        return fault(file, CHARSET);
    }

    static Optional<FileNameText> fault(Path file, String charset) {
        String path = file.toString();
        boolean utf8 = charset.equalsIgnoreCase("UTF-8");
        if (utf8 ? isRead(file, path) : StandardCharsets.US_ASCII.newEncoder().canEncode(path)) {
            return Optional.empty();
        }
        // The address holds the bytes.
        String address = file.toUri().getRawPath();
        return Optional.of(
                utf8
                        ? new FileNameText(
                                String.format(Locale.ROOT, "its name is not UTF-8 (%s)", address),
                                "rename it")
                        : new FileNameText(
                                String.format(
                                        Locale.ROOT,
                                        "its name (%s) is not ASCII, and this process reads names"
                                                + " as %s",
                                        address,
                                        charset),
                                "start it with a UTF-8 locale: LC_ALL=C.UTF-8"));
    }

    private static boolean isRead(Path file, String path) {
        if (path.indexOf(UNREADABLE) < 0) {
            return true;
        }
        try {
            return file.getFileSystem().getPath(path).equals(file);
        } catch (InvalidPathException e) {
            return false;
        }
    }
}
