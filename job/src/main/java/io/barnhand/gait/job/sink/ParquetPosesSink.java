package io.barnhand.gait.job.sink;

import io.barnhand.gait.job.parquet.CameraDay;
import io.barnhand.gait.job.parquet.PoseFileWriter;
import io.barnhand.gait.operators.HorsePose;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.connector.file.sink.FileSink;
import org.apache.flink.core.fs.Path;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.functions.sink.filesystem.BucketAssigner;
import org.apache.flink.streaming.api.functions.sink.filesystem.OutputFileConfig;
import org.apache.flink.streaming.api.functions.sink.filesystem.bucketassigners.SimpleVersionedStringSerializer;

/**
 * Part files of a keypoint archive by camera and UTC day of the pose, {@code
 * camera=<camera>/day=2026-11-29/part-….parquet}. A file under its final name is complete. In
 * streaming mode every checkpoint begins a new file: a run with {@code source.kind: poses} joins
 * them.
 */
final class ParquetPosesSink {

    private ParquetPosesSink() {}

    /**
     * @param folder URI or path of the run's folder
     */
    static Sink<HorsePose> into(String folder) {
        return FileSink.forBulkFormat(new Path(folder), PoseFileWriter::new)
                .withBucketAssigner(new CameraDays())
                .withOutputFileConfig(new OutputFileConfig("part", ".parquet"))
                .build();
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
