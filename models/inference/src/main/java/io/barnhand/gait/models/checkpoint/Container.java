package io.barnhand.gait.models.checkpoint;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/** One of the two file formats of {@code torch.save}. */
interface Container extends Closeable {

    /** Longest pickle that is read, bytes; that of RTMPose-m in training takes 0.2 MiB. */
    long MAX_PICKLE_BYTES = 64L << 20;

    /** The saved object, as {@link Unpickler} returns it. */
    Object root();

    /**
     * Bytes of a storage, little-endian.
     *
     * @param from first byte, from the start of the storage
     * @param count bytes
     */
    ByteBuffer read(Storage storage, long from, int count) throws IOException;
}
