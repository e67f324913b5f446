package io.barnhand.gait.operators.video.container;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.net.URI;
import java.nio.channels.SeekableByteChannel;
import java.util.List;

/**
 * Files of a store. Every method throws {@link java.io.FileNotFoundException} if there is nothing
 * at the address, and another {@link IOException} if the store does not answer.
 */
public interface RemoteFiles extends Serializable {

    /**
     * A file or folder in a listing.
     *
     * @param address of a file or folder
     * @param folder whether it is a folder
     * @param bytes size of a file
     */
    record RemoteEntry(URI address, boolean folder, long bytes) {}

    /** Size of a file, bytes. */
    long size(URI file) throws IOException;

    /** Its content. */
    InputStream open(URI file) throws IOException;

    /** Its content, readable at any position; only the requested bytes are fetched. */
    SeekableByteChannel openSeekable(URI file) throws IOException;

    /** Files and folders directly in a folder, in any order. */
    List<RemoteEntry> list(URI folder) throws IOException;
}
