package io.barnhand.gait.operators.video.container;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Optional;

/** A file that may be a video, on a disk of this machine or in a store. */
public interface FootageFile {

    /** As a user names it: a path or an address. */
    @Override
    String toString();

    URI uri();

    /** Absolute path or address, not encoded, with {@code /} between its parts. */
    String path();

    /** The path below the folder that was named, or the file's name, with {@code /}. */
    String relative();

    /** Size. */
    long bytes() throws IOException;

    /**
     * Opens the file with this one's name and {@code .json} behind it; empty where there is none.
     */
    Optional<InputStream> openSidecar() throws IOException;

    /** What keeps its path from being text: on a disk it is bytes. */
    default Optional<FileNameText> nameFault() {
        return Optional.empty();
    }

    /** The file of another name in the same folder; empty where it is not there or not known. */
    default Optional<FootageFile> sibling(String name) {
        return Optional.empty();
    }

    /** Its header. */
    VideoContainer container();

    /** The part of the path behind the last {@code /}. */
    default String name() {
        return path().substring(path().lastIndexOf('/') + 1);
    }
}
