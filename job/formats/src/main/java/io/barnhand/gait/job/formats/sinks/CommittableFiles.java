package io.barnhand.gait.job.formats.sinks;

import java.io.IOException;
import org.apache.flink.connector.file.sink.FileSinkCommittable;
import org.apache.flink.connector.file.sink.FileSinkCommittableSerializer;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.functions.sink.filesystem.WriterProperties;

/**
 * What is committed at a checkpoint, in Flink's own bytes; the path of a file to remove is read as
 * it was written, see {@link PendingFiles}.
 */
final class CommittableFiles implements SimpleVersionedSerializer<FileSinkCommittable> {

    private final FileSinkCommittableSerializer flink;

    CommittableFiles(WriterProperties files) {
        flink =
                new FileSinkCommittableSerializer(
                        files.getPendingFileRecoverableSerializer(),
                        files.getInProgressFileRecoverableSerializer());
    }

    @Override
    public int getVersion() {
        return flink.getVersion();
    }

    @Override
    public byte[] serialize(FileSinkCommittable committable) throws IOException {
        return flink.serialize(committable);
    }

    @Override
    public FileSinkCommittable deserialize(int version, byte[] bytes) throws IOException {
        FileSinkCommittable read = flink.deserialize(version, bytes);
        return read.hasCompactedFileToCleanup()
                ? new FileSinkCommittable(
                        read.getBucketId(),
                        PendingFiles.unescaped(read.getCompactedFileToCleanup()))
                : read;
    }
}
