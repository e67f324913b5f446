package io.barnhand.gait.job.pipeline.archive;

import io.barnhand.gait.job.pipeline.sink.OwnFiles;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Locale;
import java.util.function.Function;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.common.serialization.BulkWriter;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.Path;

/**
 * One file per unit of a work list, complete under its name when the watermark of {@link
 * UnitSource} says that the unit is done; none where the unit gives no records. Files of an earlier
 * attempt at the unit are replaced.
 */
final class UnitFiles<T> implements Sink<T> {

    private static final long serialVersionUID = 1L;

    private final Path folder;
    private final Path drafts;
    private final BulkWriter.Factory<T> form;
    private final ArrayList<String> files;

    /**
     * @param folder of the sink
     * @param drafts folder of files that are not complete, of this kind
     * @param form of a file
     * @param file of a unit
     */
    UnitFiles(
            Path folder,
            Path drafts,
            BulkWriter.Factory<T> form,
            WorkList work,
            Function<ArchiveUnit, Path> file) {
        this.folder = folder;
        this.drafts = drafts;
        this.form = form;
        this.files = new ArrayList<>(work.units().stream().map(file).map(Path::toString).toList());
    }

    @Override
    public SinkWriter<T> createWriter(WriterInitContext context) {
        // A subtask that was given up may still write when another attempt at it has begun.
        return new Writer(
                new Path(
                        drafts,
                        String.format(
                                Locale.ROOT,
                                ".%s-%d-%d",
                                context.getJobInfo().getJobId(),
                                context.getTaskInfo().getIndexOfThisSubtask(),
                                context.getTaskInfo().getAttemptNumber())));
    }

    private final class Writer implements SinkWriter<T> {

        private final Path draft;
        private FSDataOutputStream out;
        private BulkWriter<T> records;

        Writer(Path draft) {
            this.draft = draft;
        }

        @Override
        public void write(T record, Context context) throws IOException {
            if (out == null) {
                OwnFiles.requireNoLink(folder, draft.getParent());
                out = WholeFile.open(draft);
                records = form.create(out);
            }
            records.addElement(record);
        }

        @Override
        public void writeWatermark(Watermark done) throws IOException {
            if (done.getTimestamp() == Long.MAX_VALUE) {
                return;
            }
            Path file = new Path(files.get((int) done.getTimestamp()));
            OwnFiles.requireNoLink(folder, file.getParent());
            if (out == null) {
                file.getFileSystem().delete(file, false);
                return;
            }
            records.finish();
            WholeFile.persist(draft, out);
            out.close();
            out = null;
            WholeFile.name(draft, file);
        }

        @Override
        public void flush(boolean endOfInput) {
            // A file is written completely or not at all.
        }

        @Override
        public void close() throws IOException {
            if (out != null) {
                out.close();
                draft.getFileSystem().delete(draft, false);
            }
        }
    }
}
