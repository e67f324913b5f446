package io.barnhand.gait.operators.video;

import java.io.IOException;
import java.io.InputStream;
import java.io.Serializable;
import java.net.URI;

/** Files that are not on a disk of this machine. */
public interface RemoteFiles extends Serializable {

    /**
     * Size of a file, bytes.
     *
     * @throws java.io.FileNotFoundException if there is no such file
     * @throws IOException if the store cannot be asked just now
     */
    long size(URI file) throws IOException;

    /**
     * Its content.
     *
     * @throws java.io.FileNotFoundException if there is no such file
     * @throws IOException if the store cannot be asked just now
     */
    InputStream open(URI file) throws IOException;
}
