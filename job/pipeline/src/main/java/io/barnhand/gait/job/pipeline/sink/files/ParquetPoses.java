package io.barnhand.gait.job.pipeline.sink.files;

import io.barnhand.gait.job.configuration.ConfigurationException;
import io.barnhand.gait.job.formats.parquet.PoseFileReader;
import io.barnhand.gait.job.formats.parquet.PoseRow;
import io.barnhand.gait.operators.records.HorsePose;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Locale;

/** The poses of a Parquet file, whoever wrote it; all of one camera. */
public final class ParquetPoses implements Closeable {

    private static final String SUFFIX = ".parquet";

    private final String file;
    private final PoseFileReader rows;
    private long row;

    /**
     * @throws ConfigurationException if the file cannot be read
     */
    public ParquetPoses(Path file) {
        this(flinkPath(file), file.toString());
    }

    /**
     * @param file on a disk or in a store
     * @param name of the file for messages
     * @throws ConfigurationException if the file cannot be read
     */
    public ParquetPoses(org.apache.flink.core.fs.Path file, String name) {
        this.file = name;
        try {
            rows = new PoseFileReader(file);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** Whether a file is Parquet by its name, even if nothing is in it, or by its first bytes. */
    public static boolean isParquet(Path file) throws IOException {
        return isParquet(flinkPath(file));
    }

    /** The same of a file on a disk or in a store. */
    public static boolean isParquet(org.apache.flink.core.fs.Path file) throws IOException {
        if (file.getName().endsWith(SUFFIX)) {
            return true;
        }
        try (InputStream in = file.getFileSystem().open(file)) {
            return PoseFileReader.isParquet(in.readNBytes(PoseFileReader.HEAD_BYTES));
        }
    }

    /**
     * The next pose, or null at the end.
     *
     * @throws ConfigurationException naming file, row and what is wrong with it
     */
    public HorsePose next() {
        row++;
        PoseRow next;
        try {
            next = rows.next();
        } catch (IOException e) {
            throw unreadable(e);
        }
        if (next == null) {
            return null;
        }
        if (next.pose() == null) {
            throw refused(next.problem());
        }
        return next.pose();
    }

    /** The failure that the pose last read cannot be used. */
    public ConfigurationException refused(String why) {
        return new ConfigurationException(
                String.format(Locale.ROOT, "%s, row %d: %s", file, row, why),
                "replace or remove the file");
    }

    private static org.apache.flink.core.fs.Path flinkPath(Path file) {
        return new org.apache.flink.core.fs.Path(file.toUri());
    }

    private ConfigurationException unreadable(IOException e) {
        return new ConfigurationException(
                String.format(
                        Locale.ROOT,
                        "%s cannot be read as keypoints, from row %d on (%s)",
                        file,
                        Math.max(1, row),
                        e.getMessage()),
                "copy it again from where it was written, or remove it");
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
