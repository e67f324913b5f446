package io.barnhand.gait.job.tools.purge;

import io.barnhand.gait.job.config.ConfigurationException;
import io.barnhand.gait.job.parquet.PoseFileReader;
import io.barnhand.gait.job.parquet.PoseFileWriter;
import io.barnhand.gait.job.parquet.PoseRow;
import io.barnhand.gait.operators.HorsePose;
import java.io.IOException;
import java.nio.file.Path;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.local.LocalFileSystem;

/** Keypoints in Parquet; a file holds those of one camera. */
record KeypointFile(Path file, PurgeScope scope) implements RecordFile {

    static final String SUFFIX = ".parquet";

    @Override
    public long count() throws IOException {
        long covered = 0;
        try (PoseFileReader rows = reader()) {
            for (HorsePose pose; (pose = next(rows)) != null; ) {
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
        try (PoseFileReader rows = reader();
                FSDataOutputStream out =
                        LocalFileSystem.getSharedInstance()
                                .create(flinkPath(rest), FileSystem.WriteMode.OVERWRITE)) {
            PoseFileWriter writer = new PoseFileWriter(out);
            for (HorsePose pose; (pose = next(rows)) != null; ) {
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

    private PoseFileReader reader() throws IOException {
        try {
            return new PoseFileReader(flinkPath(file));
        } catch (IOException e) {
            throw broken(e.getMessage());
        }
    }

    private HorsePose next(PoseFileReader rows) {
        try {
            PoseRow row = rows.next();
            if (row == null) {
                return null;
            }
            if (row.pose() == null) {
                throw broken(row.problem());
            }
            return row.pose();
        } catch (IOException e) {
            throw broken(e.getMessage());
        }
    }

    private ConfigurationException broken(String why) {
        return new ConfigurationException(
                "%s cannot be read as keypoints (%s); remove or replace the file"
                        .formatted(file, why));
    }

    private static org.apache.flink.core.fs.Path flinkPath(Path file) {
        return new org.apache.flink.core.fs.Path(file.toUri());
    }
}
