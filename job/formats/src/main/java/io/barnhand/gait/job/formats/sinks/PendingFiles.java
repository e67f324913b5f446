package io.barnhand.gait.job.formats.sinks;

import java.io.IOException;
import java.net.URI;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.functions.sink.filesystem.InProgressFileWriter.PendingFileRecoverable;

/**
 * Hidden files that wait for their commit, in Flink's own bytes. Flink writes the path of one as an
 * address and reads it as a path, so that every hop from task to task, and every restart, escapes
 * its percent signs, blanks and the like once more.
 */
final class PendingFiles implements SimpleVersionedSerializer<PendingFileRecoverable> {

    private final SimpleVersionedSerializer<PendingFileRecoverable> flink;

    PendingFiles(SimpleVersionedSerializer<PendingFileRecoverable> flink) {
        this.flink = flink;
    }

    /**
     * A file as it was read.
     *
     * @param path as it was written
     * @param bytes that it was read from, which are written again
     */
    private record ReadFile(PendingFileRecoverable file, Path path, byte[] bytes)
            implements PendingFileRecoverable {

        @Override
        public Path getPath() {
            return path;
        }

        @Override
        public long getSize() {
            return file.getSize();
        }
    }

    /** The file as Flink can commit it. */
    static PendingFileRecoverable ofFlink(PendingFileRecoverable file) {
        return file instanceof ReadFile read ? read.file : file;
    }

    /** The path whose address was read as a path. */
    static Path unescaped(Path address) {
        return new Path(URI.create(address.toString()));
    }

    @Override
    public int getVersion() {
        return flink.getVersion();
    }

    @Override
    public byte[] serialize(PendingFileRecoverable file) throws IOException {
        return file instanceof ReadFile read ? read.bytes : flink.serialize(file);
    }

    @Override
    public PendingFileRecoverable deserialize(int version, byte[] bytes) throws IOException {
        PendingFileRecoverable file = flink.deserialize(version, bytes);
        // Of an older version there is no path, and its bytes are not of the one that is written.
        return version == getVersion() && file.getPath() != null
                ? new ReadFile(file, unescaped(file.getPath()), bytes)
                : file;
    }
}
