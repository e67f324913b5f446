package io.barnhand.gait.job.pipeline.source;

import io.barnhand.gait.job.pipeline.checks.Finding;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;

/** Finds out whether an address of a store such as S3 can be used. */
public final class StoreFinding {

    /** The subject of these findings. */
    public static final String SUBJECT = "Store";

    static final String ADVICE =
            "check the address, the credentials (AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY) and their permissions, and s3.endpoint (http or https, host, port) in Flink's config.yaml";

    private StoreFinding() {}

    /** Whether a path is in a store, not on a disk. */
    public static boolean isAddress(String path) {
        return path.contains("://") && !path.startsWith("file:");
    }

    /**
     * @param well what is reported where the path can be used
     */
    public static Finding of(String path, String well, ReachableStore.Probe probe) {
        try {
            ReachableStore.probe(path, probe);
            return Finding.ok(SUBJECT, path + " " + well);
        } catch (UncheckedIOException e) {
            return Finding.failed(SUBJECT, e.getMessage());
        } catch (UnsupportedOperationException e) {
            return Finding.failed(
                    SUBJECT,
                    String.format(
                            Locale.ROOT,
                            "%s: this plugin cannot write lines (%s)",
                            path,
                            e.getMessage()),
                    "use another, such as flink-s3-fs-hadoop for s3://");
        } catch (FileNotFoundException e) {
            return Finding.failed(SUBJECT, "there is nothing at " + path, ADVICE);
        } catch (IOException e) {
            return Finding.failed(
                    SUBJECT,
                    String.format(Locale.ROOT, "%s cannot be used (%s)", path, e.getMessage()),
                    ADVICE);
        }
    }
}
