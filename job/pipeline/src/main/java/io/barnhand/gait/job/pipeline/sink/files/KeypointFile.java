package io.barnhand.gait.job.pipeline.sink.files;

import io.barnhand.gait.job.formats.parquet.PoseFileWriter;
import io.barnhand.gait.job.pipeline.sink.PurgeScope;
import io.barnhand.gait.operators.records.HorsePose;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.local.LocalFileSystem;

/** Keypoints in Parquet; a file holds those of one camera. */
record KeypointFile(Path file, PurgeScope scope) implements RecordFile {

    @Override
    public long count() throws IOException {
        long covered = 0;
        try (ParquetPoses rows = new ParquetPoses(file)) {
            for (HorsePose pose; (pose = rows.next()) != null; ) {
                if (!scope.cameras().contains(pose.camera())) {
                    return 0;
                }
                covered += isCovered(pose) ? 1 : 0;
            }
        }
        return covered;
    }

    @Override
    public long writeRest(Path rest) throws IOException {
        long kept = 0;
        try (ParquetPoses rows = new ParquetPoses(file);
                FSDataOutputStream out =
                        LocalFileSystem.getSharedInstance()
                                .create(flinkPath(rest), FileSystem.WriteMode.OVERWRITE)) {
            PoseFileWriter writer = new PoseFileWriter(out);
            for (HorsePose pose; (pose = rows.next()) != null; ) {
                if (!isCovered(pose)) {
                    writer.addElement(pose);
                    kept++;
                }
            }
            writer.finish();
        }
        return kept;
    }

    private boolean isCovered(HorsePose pose) {
        return scope.covers(pose.camera(), pose.timeUs());
    }

    private static org.apache.flink.core.fs.Path flinkPath(Path file) {
        return new org.apache.flink.core.fs.Path(file.toUri());
    }
}
