package io.barnhand.gait.job.pipeline.source;

import io.barnhand.gait.job.pipeline.checks.Finding;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/** What is found at an address of a store such as S3. */
public final class StoreFinding {

    /** What these findings are told of. */
    public static final String SUBJECT = "Store";

    private static final String ADVICE =
            "check the address, the credentials (AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY) and what they may do, and s3.endpoint in Flink's config.yaml";

    private StoreFinding() {}

    /** What is tried there. */
    public interface Probe {
        void run(FileSystem files, Path path) throws IOException;
    }

    /** Whether a path is in a store, not on a disk. */
    public static boolean isAddress(String path) {
        return path.contains("://") && !path.startsWith("file:");
    }

    /**
     * @param well what is said where nothing is wrong
     */
    public static Finding of(String path, String well, Probe probe) {
        try {
            Path there = new Path(path);
            probe.run(FlinkFiles.system(there.toUri()), there);
            return Finding.ok(SUBJECT, path + " " + well);
        } catch (UncheckedIOException e) {
            String[] message = e.getMessage().split(": ", 2);
            return Finding.failed(SUBJECT, message[0], message.length > 1 ? message[1] : null);
        } catch (UnsupportedOperationException e) {
            return Finding.failed(
                    SUBJECT,
                    "%s: this plugin cannot write lines (%s)".formatted(path, e.getMessage()),
                    "use another, such as flink-s3-fs-hadoop for s3://");
        } catch (FileNotFoundException e) {
            return Finding.failed(SUBJECT, "there is nothing at " + path, ADVICE);
        } catch (IOException e) {
            return Finding.failed(SUBJECT, "%s: %s".formatted(path, e.getMessage()), ADVICE);
        }
    }
}
