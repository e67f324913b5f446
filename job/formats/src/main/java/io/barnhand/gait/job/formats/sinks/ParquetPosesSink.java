package io.barnhand.gait.job.formats.sinks;

import io.barnhand.gait.job.formats.parquet.CameraDay;
import io.barnhand.gait.job.formats.parquet.PoseFileReader;
import io.barnhand.gait.job.formats.parquet.PoseFileWriter;
import io.barnhand.gait.job.formats.parquet.PoseRow;
import io.barnhand.gait.operators.records.HorsePose;
import java.io.IOException;
import java.util.Locale;
import org.apache.flink.connector.file.sink.FileSinkCommittable;
import org.apache.flink.connector.file.sink.compactor.FileCompactStrategy;
import org.apache.flink.connector.file.sink.compactor.RecordWiseFileCompactor;
import org.apache.flink.connector.file.sink.compactor.operator.CompactCoordinatorFactory;
import org.apache.flink.connector.file.sink.compactor.operator.CompactorOperatorFactory;
import org.apache.flink.connector.file.sink.compactor.operator.CompactorRequest;
import org.apache.flink.connector.file.sink.compactor.operator.CompactorRequestTypeInfo;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.api.connector.sink2.SupportsPreCommitTopology;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.flink.streaming.api.datastream.SingleOutputStreamOperator;
import org.apache.flink.streaming.api.functions.sink.filesystem.BucketAssigner;
import org.apache.flink.streaming.api.functions.sink.filesystem.BulkBucketWriter;
import org.apache.flink.streaming.api.functions.sink.filesystem.OutputFileConfig;
import org.apache.flink.streaming.api.functions.sink.filesystem.PartFileInfo;
import org.apache.flink.streaming.api.functions.sink.filesystem.RollingPolicy;
import org.apache.flink.streaming.api.functions.sink.filesystem.bucketassigners.SimpleVersionedStringSerializer;

/**
 * Part files of a keypoint archive by camera and UTC day of the pose, {@code
 * camera=<camera>/day=2026-11-29/…part-….parquet}. A file under its final name is complete.
 * Checkpoints begin new ones; those of a camera and day are put together before they have their
 * names, at every {@value #CHECKPOINTS}th checkpoint, when they are large enough, and at the end.
 */
public final class ParquetPosesSink extends FolderSink<HorsePose>
        implements SupportsPreCommitTopology<FileSinkCommittable, FileSinkCommittable> {

    private static final long serialVersionUID = 1L;

    /** With one every ten seconds, a pose is in a file after five minutes. */
    private static final int CHECKPOINTS = 30;

    /** About ten hours of one horse. */
    private static final long LARGE = 100_000_000;

    /**
     * @param folder URI or path of the run's folder
     */
    public ParquetPosesSink(String folder) {
        super(
                folder,
                files -> new BulkBucketWriter<>(files, PoseFileWriter::new),
                new CameraDays(),
                new EveryCheckpoint(),
                // Flink merges the files whose names hide them.
                new OutputFileConfig(".part", ".parquet"));
    }

    @Override
    public SimpleVersionedSerializer<FileSinkCommittable> getWriteResultSerializer() {
        return getCommittableSerializer();
    }

    /** The operators of Flink's {@code FileSink}, under its names. */
    @Override
    public DataStream<CommittableMessage<FileSinkCommittable>> addPreCommitTopology(
            DataStream<CommittableMessage<FileSinkCommittable>> written) {
        FileCompactStrategy strategy =
                FileCompactStrategy.Builder.newBuilder()
                        .enableCompactionOnCheckpoint(CHECKPOINTS)
                        .setSizeThreshold(LARGE)
                        .build();
        SingleOutputStreamOperator<CompactorRequest> requests =
                written.rebalance()
                        .transform(
                                "CompactorCoordinator",
                                new CompactorRequestTypeInfo(this::getCommittableSerializer),
                                new CompactCoordinatorFactory(
                                        strategy, this::getCommittableSerializer));
        requests.getTransformation().setParallelism(1);
        requests.uid("FileSinkCompactorCoordinator");
        SingleOutputStreamOperator<CommittableMessage<FileSinkCommittable>> merged =
                requests.transform(
                        "CompactorOperator",
                        written.getType(),
                        new CompactorOperatorFactory(
                                strategy,
                                new RecordWiseFileCompactor<>(WrittenPoses::new),
                                this::getCommittableSerializer,
                                this::files));
        // A committer must get the summary of a checkpoint together with its files.
        merged.getTransformation().setParallelism(written.getParallelism(), false);
        merged.uid("FileSinkCompactorOperator");
        return merged;
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

    /** A file of columns is not continued after a restart. */
    private static final class EveryCheckpoint implements RollingPolicy<HorsePose, String> {

        private static final long serialVersionUID = 1L;

        @Override
        public boolean shouldRollOnCheckpoint(PartFileInfo<String> file) {
            return true;
        }

        @Override
        public boolean shouldRollOnEvent(PartFileInfo<String> file, HorsePose pose) {
            return OpenFiles.isClosed(file);
        }

        @Override
        public boolean shouldRollOnProcessingTime(PartFileInfo<String> file, long nowMs) {
            return false;
        }
    }
}
