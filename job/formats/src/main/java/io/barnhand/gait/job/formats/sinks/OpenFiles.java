package io.barnhand.gait.job.formats.sinks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.core.fs.Path;
import org.apache.flink.streaming.api.functions.sink.filesystem.BucketWriter;
import org.apache.flink.streaming.api.functions.sink.filesystem.CompactingFileWriter;
import org.apache.flink.streaming.api.functions.sink.filesystem.InProgressFileWriter;
import org.apache.flink.streaming.api.functions.sink.filesystem.InProgressFileWriter.InProgressFileRecoverable;
import org.apache.flink.streaming.api.functions.sink.filesystem.InProgressFileWriter.PendingFileRecoverable;
import org.apache.flink.streaming.api.functions.sink.filesystem.PartFileInfo;
import org.apache.flink.streaming.api.functions.sink.filesystem.WriterProperties;

/**
 * Opens, recovers and commits files of any form; {@link PendingFiles} keeps their paths. At most
 * {@value #MAX_OPEN} are open: before another is opened, the one with most records is closed, and
 * committed as any other. Where more folders take turns than may be open, this makes the fewest
 * small files: closing that which was written to longest ago would close the next one to be used.
 */
final class OpenFiles<T> implements BucketWriter<T, String> {

    /** A file of columns keeps 4 MB of rows. */
    static final int MAX_OPEN = 64;

    private final BucketWriter<T, String> files;

    /** In the order in which they were opened. */
    private final List<OpenFile> open = new ArrayList<>();

    OpenFiles(BucketWriter<T, String> files) {
        this.files = files;
    }

    /** Whether a file was closed early: nothing can be written into it any longer. */
    static boolean isClosed(PartFileInfo<String> file) {
        return file instanceof OpenFiles<?>.OpenFile part && part.closed != null;
    }

    @Override
    public InProgressFileWriter<T, String> openNewInProgressFile(
            String folder, Path path, long createdMs) throws IOException {
        makeRoom();
        return opened(files.openNewInProgressFile(folder, path, createdMs));
    }

    @Override
    public InProgressFileWriter<T, String> resumeInProgressFileFrom(
            String folder, InProgressFileRecoverable file, long createdMs) throws IOException {
        makeRoom();
        return opened(files.resumeInProgressFileFrom(folder, file, createdMs));
    }

    private void makeRoom() throws IOException {
        if (open.size() < MAX_OPEN) {
            return;
        }
        OpenFile fullest = open.get(0);
        for (OpenFile file : open) {
            // Of those with as many, the last: the first is the next in turn.
            fullest = file.records >= fullest.records ? file : fullest;
        }
        open.remove(fullest);
        fullest.closeEarly();
    }

    private InProgressFileWriter<T, String> opened(InProgressFileWriter<T, String> file) {
        OpenFile opened = new OpenFile(file);
        open.add(opened);
        return opened;
    }

    /** For a merged file, which is written at once. */
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

    private final class OpenFile implements InProgressFileWriter<T, String> {

        private final InProgressFileWriter<T, String> file;
        private long records;
        private PendingFileRecoverable closed;
        private long closedSize;

        OpenFile(InProgressFileWriter<T, String> file) {
            this.file = file;
        }

        void closeEarly() throws IOException {
            closedSize = file.getSize();
            closed = file.closeForCommit();
        }

        @Override
        public void write(T record, long nowMs) throws IOException {
            file.write(record, nowMs);
            records++;
        }

        @Override
        public InProgressFileRecoverable persist() throws IOException {
            return file.persist();
        }

        @Override
        public PendingFileRecoverable closeForCommit() throws IOException {
            open.remove(this);
            return closed != null ? closed : file.closeForCommit();
        }

        @Override
        public void dispose() {
            open.remove(this);
            file.dispose();
        }

        @Override
        public String getBucketId() {
            return file.getBucketId();
        }

        @Override
        public long getCreationTime() {
            return file.getCreationTime();
        }

        @Override
        public long getSize() throws IOException {
            return closed != null ? closedSize : file.getSize();
        }

        @Override
        public long getLastUpdateTime() {
            return file.getLastUpdateTime();
        }
    }
}
