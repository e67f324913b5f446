package io.barnhand.gait.job.pipeline.sink.parquet;

import io.barnhand.gait.job.formats.parquet.CameraDay;
import io.barnhand.gait.job.formats.parquet.PoseFileReader;
import io.barnhand.gait.job.formats.parquet.PoseFileWriter;
import io.barnhand.gait.job.formats.parquet.PoseRow;
import io.barnhand.gait.operators.records.HorsePose;
import java.io.IOException;
import java.util.Locale;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.connector.file.sink.compactor.FileCompactStrategy;
import org.apache.flink.connector.file.sink.compactor.RecordWiseFileCompactor;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.functions.sink.filesystem.BucketAssigner;
import org.apache.flink.streaming.api.functions.sink.filesystem.OutputFileConfig;
import org.apache.flink.streaming.api.functions.sink.filesystem.bucketassigners.SimpleVersionedStringSerializer;

/**
 * Part files of a keypoint archive by camera and UTC day of the pose, {@code
 * camera=<camera>/day=2026-11-29/…part-….parquet}. A file under its final name is complete.
 * Checkpoints begin new ones; those of a camera and day are put together before they have their
 * names, at every {@value #CHECKPOINTS}th checkpoint, when they are large enough, and at the end.
 */
final class ParquetPosesSink {

    /** With one every ten seconds, a pose is in a file after five minutes. */
    private static final int CHECKPOINTS = 30;

    /** About ten hours of one horse. */
    private static final long LARGE = 100_000_000;

    private ParquetPosesSink() {}

    /**
     * @param folder URI or path of the run's folder
     */
    static Sink<HorsePose> into(String folder) {
        return FileSink.forBulkFormat(new Path(folder), PoseFileWriter::new)
                .withBucketAssigner(new CameraDays())
                .withOutputFileConfig(new OutputFileConfig("part", ".parquet"))
                .enableCompact(
                        FileCompactStrategy.Builder.newBuilder()
                                .enableCompactionOnCheckpoint(CHECKPOINTS)
                                .setSizeThreshold(LARGE)
                                .build(),
                        new RecordWiseFileCompactor<>(WrittenPoses::new))
                .build();
    }

    /** Reads what this sink has written. */
    private static final class WrittenPoses implements RecordWiseFileCompactor.Reader<HorsePose> {

        private final Path file;
        private final PoseFileReader rows;

        WrittenPoses(Path file) throws IOException {
            this.file = file;
            rows = new PoseFileReader(file);
        }

        @Override
        public HorsePose read() throws IOException {
            PoseRow row = rows.next();
            if (row != null && row.pose() == null) {
                throw new IOException(
                        String.format(
                                Locale.ROOT,
                                "%s is broken (%s); check the disk",
                                file,
                                row.problem()));
            }
            return row == null ? null : row.pose();
        }

        @Override
        public void close() throws IOException {
            rows.close();
        }
    }

    private static final class CameraDays implements BucketAssigner<HorsePose, String> {

        private static final long serialVersionUID = 1L;

        @Override
        public String getBucketId(HorsePose pose, Context context) {
            return CameraDay.folder(pose.camera(), pose.timeUs());
        }

        @Override
        public SimpleVersionedSerializer<String> getSerializer() {
            return SimpleVersionedStringSerializer.INSTANCE;
        }
    }
}
