package io.barnhand.gait.operators.video.container;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.net.URI;
import java.nio.channels.SeekableByteChannel;
import java.util.List;

/**
 * Files that are not on a disk of this machine. All of them fail with {@link
 * java.io.FileNotFoundException} where there is nothing at the address, and with another {@link
 * IOException} where the store cannot be asked just now.
 */
public interface RemoteFiles extends Serializable {

    /**
     * What a folder holds.
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

    /** Its content, to be read from anywhere; only what is asked for is fetched. */
    SeekableByteChannel openSeekable(URI file) throws IOException;

    /** What lies directly in a folder, in any order. */
    List<RemoteEntry> list(URI folder) throws IOException;
}
