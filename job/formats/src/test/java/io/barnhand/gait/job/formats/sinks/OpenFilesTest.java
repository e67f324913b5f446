package io.barnhand.gait.job.formats.sinks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.flink.api.common.serialization.Encoder;
import org.apache.flink.api.common.serialization.SimpleStringEncoder;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.connector.file.sink.FileSinkCommittable;
import org.apache.flink.core.fs.local.LocalFileSystem;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.functions.sink.filesystem.BucketWriter;
import org.apache.flink.streaming.api.functions.sink.filesystem.InProgressFileWriter;
import org.apache.flink.streaming.api.functions.sink.filesystem.InProgressFileWriter.InProgressFileRecoverable;
import org.apache.flink.streaming.api.functions.sink.filesystem.InProgressFileWriter.PendingFileRecoverable;
import org.apache.flink.streaming.api.functions.sink.filesystem.RowWiseBucketWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpenFilesTest {

    private static final Encoder<String> LINES = new SimpleStringEncoder<>();

    @TempDir private Path folder;

    @Test
    void theFullestIsClosedForOneMoreAndAllAreWhole() throws IOException {
        BucketWriter<String, String> files = files();
        List<InProgressFileWriter<String, String>> parts = new ArrayList<>();
        for (int i = 0; i <= OpenFiles.MAX_OPEN; i++) {
            parts.add(files.openNewInProgressFile("day=" + i, file("day=" + i), 0));
            for (int line = 0; line < (i == 3 ? 2 : 1); line++) {
                parts.get(i).write("line", 0);
            }
        }

        for (int i = 0; i <= OpenFiles.MAX_OPEN; i++) {
            assertThat(OpenFiles.isClosed(parts.get(i))).as("%d", i).isEqualTo(i == 3);
        }
        for (InProgressFileWriter<String, String> part : parts) {
            commit(files, part.closeForCommit());
        }
        for (int i = 0; i <= OpenFiles.MAX_OPEN; i++) {
            assertThat(folder.resolve("day=" + i)).hasContent(i == 3 ? "line\nline" : "line");
        }
    }

    /** One more day than may be open, in turn: most records find their file open. */
    @Test
    void foldersThatTakeTurnsDoNotCloseEachOther() throws IOException {
        BucketWriter<String, String> files = files();
        int days = OpenFiles.MAX_OPEN + 1;
        List<InProgressFileWriter<String, String>> parts = new ArrayList<>();
        int opened = 0;
        for (int record = 0; record < 20 * days; record++) {
            int day = record % days;
            if (parts.size() <= day || OpenFiles.isClosed(parts.get(day))) {
                InProgressFileWriter<String, String> part =
                        files.openNewInProgressFile("day", file("part-" + opened++), 0);
                if (parts.size() <= day) {
                    parts.add(part);
                } else {
                    parts.set(day, part);
                }
            }
            parts.get(day).write("line", 0);
        }

        assertThat(opened).isLessThan(3 * days);
        parts.forEach(InProgressFileWriter::dispose);
    }

    @Test
    void aFileInProgressIsContinuedAfterItWasRestored() throws IOException {
        BucketWriter<String, String> files = files();
        InProgressFileWriter<String, String> part =
                files.openNewInProgressFile("day", file("part"), 0);
        part.write("kept", 0);
        SimpleVersionedSerializer<InProgressFileRecoverable> form =
                files.getProperties().getInProgressFileRecoverableSerializer();
        byte[] state = form.serialize(part.persist());
        part.write("not in the checkpoint", 0);
        part.dispose();

        BucketWriter<String, String> again = files();
        InProgressFileWriter<String, String> restored =
                again.resumeInProgressFileFrom(
                        "day", form.deserialize(form.getVersion(), state), 0);
        restored.write("more", 0);
        commit(again, restored.closeForCommit());

        assertThat(folder.resolve("part")).hasContent("kept\nmore");
    }

    /** Of a checkpoint of Flink's own sink, which wrote into one folder. */
    @Test
    void aFileOfTheFlatLayoutIsFinished() throws Exception {
        FileSink<String> before =
                FileSink.forRowFormat(
                                new org.apache.flink.core.fs.Path(folder.toUri()),
                                new SimpleStringEncoder<String>())
                        .build();
        BucketWriter<String, String> flink = flink();
        InProgressFileWriter<String, String> part =
                flink.openNewInProgressFile("", file("Stall 3 \u00fc%20"), 0);
        part.write("line", 0);
        SimpleVersionedSerializer<FileSinkCommittable> old = before.getCommittableSerializer();
        byte[] state = old.serialize(new FileSinkCommittable("", part.closeForCommit()));

        SimpleVersionedSerializer<FileSinkCommittable> form =
                new CommittableFiles(files().getProperties());
        FileSinkCommittable read = form.deserialize(old.getVersion(), state);
        for (int hop = 0; hop < 3; hop++) {
            read = form.deserialize(form.getVersion(), form.serialize(read));
        }

        assertThat(read.getPendingFile().getPath()).isEqualTo(file("Stall 3 \u00fc%20"));
        commit(files(), read.getPendingFile());
        assertThat(folder.resolve("Stall 3 \u00fc%20")).hasContent("line");
        assertThat(form.serialize(read)).isEqualTo(state);
    }

    private static void commit(BucketWriter<String, String> files, PendingFileRecoverable file)
            throws IOException {
        files.recoverPendingFile(file).commit();
    }

    private org.apache.flink.core.fs.Path file(String name) {
        return new org.apache.flink.core.fs.Path(folder.resolve(name).toUri());
    }

    private static BucketWriter<String, String> files() throws IOException {
        return new OpenFiles<>(flink());
    }

    private static BucketWriter<String, String> flink() throws IOException {
        return new RowWiseBucketWriter<>(
                LocalFileSystem.getSharedInstance().createRecoverableWriter(), LINES);
    }
}
