package io.barnhand.gait.job.pipeline;

import io.barnhand.gait.job.formats.parquet.PoseFileReader;
import io.barnhand.gait.job.formats.parquet.PoseFileWriter;
import io.barnhand.gait.models.image.Box;
import io.barnhand.gait.operators.records.HorsePose;
import java.io.IOException;
import java.util.List;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/** Writes a keypoint file and reads it, with whatever classes its loader finds. */
public final class KeypointFileRoundTrip {

    static final int ROWS = 1000;

    private KeypointFileRoundTrip() {}

    public static int rowsReadBack(String file) throws IOException {
        Path path = new Path(file);
        try (FSDataOutputStream out =
                path.getFileSystem().create(path, FileSystem.WriteMode.NO_OVERWRITE)) {
            PoseFileWriter writer = new PoseFileWriter(out);
            for (int i = 0; i < ROWS; i++) {
                writer.addElement(pose(i));
            }
            writer.finish();
        }
        int rows = 0;
        try (PoseFileReader reader = new PoseFileReader(path)) {
            while (reader.next() != null) {
                rows++;
            }
        }
        return rows;
    }

    private static HorsePose pose(int i) {
        return new HorsePose(
                "aisle",
                "r",
                "r/0/0",
                null,
                40_000L * i,
                1920,
                1080,
                new Box(1, 2, 300, 200),
                0.9f,
                new float[3 * HorsePose.KEYPOINTS],
                null,
                List.of());
    }
}
