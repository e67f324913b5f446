package io.barnhand.gait.job.pipeline.sink.files;

import java.io.IOException;
import java.io.Serializable;
import java.util.Optional;
import java.util.Set;

/**
 * The objects in the folder of claims of a store that creates nothing atomically. What is written
 * is seen by every listing and reading that begins afterwards.
 */
interface ClaimObjects extends Serializable {

    /** Writes or replaces an object. */
    void write(String name, byte[] content) throws IOException;

    /** Removes an object, which need not be there. */
    void delete(String name) throws IOException;

    Optional<byte[]> read(String name) throws IOException;

    /**
     * The names of all objects. It is not of one moment, but in the order of the names: of two
     * objects, the later name is looked for later.
     */
    Set<String> names() throws IOException;
}
