package io.barnhand.gait.job.formats.sinks;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.common.SupportsConcurrentExecutionAttempts;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.api.connector.sink2.SupportsWriterState;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.file.sink.FileSinkCommittable;
import org.apache.flink.connector.file.sink.committer.FileCommitter;
import org.apache.flink.connector.file.sink.writer.DefaultFileWriterBucketFactory;
import org.apache.flink.connector.file.sink.writer.FileWriter;
import org.apache.flink.connector.file.sink.writer.FileWriterBucketState;
import org.apache.flink.connector.file.sink.writer.FileWriterBucketStateSerializer;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.fs.RecoverableWriter;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.functions.sink.filesystem.BucketAssigner;
import org.apache.flink.streaming.api.functions.sink.filesystem.BucketWriter;
import org.apache.flink.streaming.api.functions.sink.filesystem.OutputFileConfig;
import org.apache.flink.streaming.api.functions.sink.filesystem.RollingPolicy;
import org.apache.flink.streaming.api.functions.sink.filesystem.WriterProperties;

/**
 * Part files in folders below that of a run. A file under its final name is complete: it is written
 * hidden and renamed at a checkpoint or at the end of a bounded job. It is put together from the
 * parts of Flink's {@code FileSink}, and has its state, because that one can neither bound how many
 * files are open nor merge files below a path that has to be escaped in an address.
 */
class FolderSink<T>
        implements Sink<T>,
                SupportsWriterState<T, FileWriterBucketState>,
                SupportsCommitter<FileSinkCommittable>,
                SupportsConcurrentExecutionAttempts {

    private static final long serialVersionUID = 1L;

    /** Between two checks of open files by the clock, ms, which end none: checkpoints do. */
    private static final long CHECK_MS = 60_000;

    private final Path folder;
    private final FileForm<T> form;
    private final BucketAssigner<T, String> folders;
    private final RollingPolicy<T, String> rolling;
    private final OutputFileConfig names;

    /** Form of a file. */
    @FunctionalInterface
    interface FileForm<T> extends Serializable {
        BucketWriter<T, String> of(RecoverableWriter files) throws IOException;
    }

    /**
     * @param folder URI or path of the run's folder; a relative one begins where the job is
     *     started, not where its tasks run
     * @param folders names of the folders below it
     * @param rolling when a file ends; also where {@link OpenFiles#isClosed} says so
     * @param names of files
     */
    FolderSink(
            String folder,
            FileForm<T> form,
            BucketAssigner<T, String> folders,
            RollingPolicy<T, String> rolling,
            OutputFileConfig names) {
        this.folder = rooted(folder);
        this.form = form;
        this.folders = folders;
        this.rolling = rolling;
        this.names = names;
    }

    private static Path rooted(String folder) {
        Path path = new Path(folder);
        return path.toUri().isAbsolute()
                ? path
                : new Path(java.nio.file.Path.of(folder).toAbsolutePath().toUri());
    }

    @Override
    public final FileWriter<T> createWriter(WriterInitContext context) throws IOException {
        return restoreWriter(context, List.of());
    }

    @Override
    public final FileWriter<T> restoreWriter(
            WriterInitContext context, Collection<FileWriterBucketState> states)
            throws IOException {
        FileWriter<T> writer =
                new FileWriter<>(
                        folder,
                        context.metricGroup(),
                        folders,
                        new DefaultFileWriterBucketFactory<>(),
                        files(),
                        rolling,
                        names,
                        context.getProcessingTimeService(),
                        CHECK_MS);
        writer.initializeState(states);
        return writer;
    }

    @Override
    public final SimpleVersionedSerializer<FileWriterBucketState> getWriterStateSerializer() {
        WriterProperties files = properties();
        return new FileWriterBucketStateSerializer(
                files.getInProgressFileRecoverableSerializer(),
                files.getPendingFileRecoverableSerializer());
    }

    @Override
    public final Committer<FileSinkCommittable> createCommitter(CommitterInitContext context)
            throws IOException {
        return new FileCommitter(files());
    }

    @Override
    public final SimpleVersionedSerializer<FileSinkCommittable> getCommittableSerializer() {
        return new CommittableFiles(properties());
    }

    private WriterProperties properties() {
        try {
            return files().getProperties();
        } catch (IOException e) {
            throw new UncheckedIOException(folder + " cannot be written to; check sinks.*.path", e);
        }
    }

    /** Opens, recovers and commits the files. */
    protected final BucketWriter<T, String> files() throws IOException {
        return new OpenFiles<>(form.of(folder.getFileSystem().createRecoverableWriter()));
    }
}
