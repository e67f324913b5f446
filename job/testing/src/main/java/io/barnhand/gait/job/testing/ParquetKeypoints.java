package io.barnhand.gait.job.testing;

import io.barnhand.gait.job.formats.json.PoseLine;
import io.barnhand.gait.job.formats.parquet.PoseFileWriter;
import io.barnhand.gait.operators.records.HorsePose;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.local.LocalFileSystem;

/** Keypoint files as an archive keeps them. */
public final class ParquetKeypoints {

    private ParquetKeypoints() {}

    /** The poses of one camera. */
    public static Path parquet(Path file, List<HorsePose> poses) throws IOException {
        Files.createDirectories(file.getParent());
        try (FSDataOutputStream out =
                LocalFileSystem.getSharedInstance()
                        .create(
                                new org.apache.flink.core.fs.Path(file.toUri()),
                                FileSystem.WriteMode.OVERWRITE)) {
            PoseFileWriter writer = new PoseFileWriter(out);
            for (HorsePose pose : poses) {
                writer.addElement(pose);
            }
            writer.finish();
        }
        return file;
    }

    /** The poses of a file of lines, which is removed. */
    public static Path parquetInsteadOf(Path lines, Path file) throws IOException {
        List<HorsePose> poses = Files.readAllLines(lines).stream().map(PoseLine::read).toList();
        Files.delete(lines);
        return parquet(file, poses);
    }
}
