package io.barnhand.gait.job.pipeline.sink.files;

import java.io.IOException;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.functions.sink.filesystem.BucketWriter;
import org.apache.flink.streaming.api.functions.sink.filesystem.CompactingFileWriter;
import org.apache.flink.streaming.api.functions.sink.filesystem.InProgressFileWriter;
import org.apache.flink.streaming.api.functions.sink.filesystem.InProgressFileWriter.InProgressFileRecoverable;
import org.apache.flink.streaming.api.functions.sink.filesystem.InProgressFileWriter.PendingFileRecoverable;
import org.apache.flink.streaming.api.functions.sink.filesystem.WriterProperties;

/** Opens, recovers and commits files of any form; {@link PendingFiles} keeps their paths. */
final class HiddenFiles<T> implements BucketWriter<T, String> {

    private final BucketWriter<T, String> files;

    HiddenFiles(BucketWriter<T, String> files) {
        this.files = files;
    }

    @Override
    public InProgressFileWriter<T, String> openNewInProgressFile(
            String folder, Path path, long createdMs) throws IOException {
        return files.openNewInProgressFile(folder, path, createdMs);
    }

    @Override
    public InProgressFileWriter<T, String> resumeInProgressFileFrom(
            String folder, InProgressFileRecoverable file, long createdMs) throws IOException {
        return files.resumeInProgressFileFrom(folder, file, createdMs);
    }

    @Override
    public CompactingFileWriter openNewCompactingFile(
            CompactingFileWriter.Type type, String folder, Path path, long createdMs)
            throws IOException {
        return files.openNewCompactingFile(type, folder, path, createdMs);
    }

    @Override
    public WriterProperties getProperties() {
        WriterProperties properties = files.getProperties();
        return new WriterProperties(
                properties.getInProgressFileRecoverableSerializer(),
                new PendingFiles(properties.getPendingFileRecoverableSerializer()),
                properties.supportsResume());
    }

    @Override
    public PendingFile recoverPendingFile(PendingFileRecoverable file) throws IOException {
        return files.recoverPendingFile(PendingFiles.ofFlink(file));
    }

    @Override
    public boolean cleanupInProgressFileRecoverable(InProgressFileRecoverable file)
            throws IOException {
        return files.cleanupInProgressFileRecoverable(file);
    }
}
