package io.barnhand.gait.job.analysis.results;

import io.barnhand.gait.job.configuration.ConfigurationException;
import io.barnhand.gait.job.formats.json.PoseLine;
import io.barnhand.gait.job.pipeline.sink.files.FinishedFiles;
import io.barnhand.gait.job.pipeline.sink.files.LineFiles;
import io.barnhand.gait.job.pipeline.sink.files.NamedFiles;
import io.barnhand.gait.job.pipeline.sink.files.ParquetPoses;
import io.barnhand.gait.job.pipeline.sink.files.StoredPath;
import io.barnhand.gait.operators.records.HorsePose;
import java.io.IOException;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * Poses in files of JSON lines or Parquet, whoever wrote them, in the order of the files' paths. A
 * line or row that is no pose, or is refused, ends the reading with its file and number.
 */
public final class PoseFiles {

    private PoseFiles() {}

    /**
     * Hands on the poses of what a user names.
     *
     * @param path file, glob, or folder with all below it whose names begin with neither a dot nor
     *     an underscore
     * @param reader may refuse a pose by an IllegalArgumentException that says what is wrong
     * @throws ConfigurationException if there is nothing at the path, or naming file, line or row,
     *     and what is wrong with it
     */
    public static void forEach(String path, Consumer<HorsePose> reader) {
        NamedFiles.forEach(path, file -> read(file, reader));
    }

    /**
     * Hands on the poses of {@link FinishedFiles} below a folder; none where there is no such
     * folder.
     *
     * @param reader may refuse a pose by an IllegalArgumentException that says what is wrong
     * @throws ConfigurationException naming file, line or row, and what is wrong with it
     */
    public static void forEachIn(StoredPath folder, Consumer<HorsePose> reader) {
        FinishedFiles.forEach(folder, file -> read(file, reader));
    }

    private static void read(StoredPath file, Consumer<HorsePose> reader) {
        try {
            if (ParquetPoses.isParquet(file.flink())) {
                readRows(file, reader);
            } else {
                LineFiles.read(file, line -> reader.accept(PoseLine.read(line)));
            }
        } catch (IOException e) {
            throw new ConfigurationException(
                    String.format(Locale.ROOT, "%s cannot be read (%s)", file, e),
                    "check its permissions and the disk");
        }
    }

    private static void readRows(StoredPath file, Consumer<HorsePose> reader) throws IOException {
        try (ParquetPoses rows = new ParquetPoses(file.flink(), file.text())) {
            for (HorsePose pose; (pose = rows.next()) != null; ) {
                try {
                    reader.accept(pose);
                } catch (IllegalArgumentException e) {
                    throw rows.refused(e.getMessage());
                }
            }
        }
    }
}
