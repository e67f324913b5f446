package io.barnhand.gait.job.pipeline.source;

import io.barnhand.gait.job.formats.parquet.PoseFileReader;
import io.barnhand.gait.job.formats.parquet.PoseRow;
import java.io.IOException;
import org.apache.flink.core.fs.Path;

/** A file of poses as Parquet. A broken row ends the file, not the job. */
final class PoseRows implements PoseFile {

    private final String file;
    private final PoseFileReader rows;
    private long number;
    private boolean broken;

    PoseRows(Path path) throws IOException {
        file = path.getPath();
        rows = new PoseFileReader(path);
    }

    @Override
    public ArchivedPose next() throws IOException {
        if (broken) {
            return null;
        }
        number++;
        PoseRow row;
        try {
            row = rows.next();
        } catch (IOException e) {
            broken = true;
            return ArchivedPose.unreadable(file, number, e.getMessage());
        }
        if (row == null) {
            return null;
        }
        return row.pose() != null
                ? ArchivedPose.of(row.pose())
                : ArchivedPose.notAPose(file, number, "Row", row.problem());
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
