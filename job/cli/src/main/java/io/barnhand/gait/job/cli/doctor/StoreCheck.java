package io.barnhand.gait.job.cli.doctor;

import io.barnhand.gait.job.pipeline.config.JobConfiguration;
import io.barnhand.gait.job.pipeline.config.SinkOptions;
import io.barnhand.gait.job.pipeline.config.SourceOptions;
import io.barnhand.gait.job.pipeline.source.FlinkFiles;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.apache.flink.core.fs.FSDataOutputStream;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/**
 * Stores such as S3 that a configuration reads footage from and writes into: what is read is
 * listed; where is written, a small file is made, renamed and removed.
 */
public final class StoreCheck {

    private static final String SUBJECT = "Store";
    private static final String ADVICE =
            "check the address, the credentials (AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY) and what they may do, and s3.endpoint in Flink's config.yaml";

    private StoreCheck() {}

    public static List<Finding> find(JobConfiguration configuration) {
        List<Finding> findings = new ArrayList<>();
        for (String path : read(configuration.source())) {
            findings.add(looked(path, "can be listed", StoreCheck::list));
        }
        Set<String> written = new TreeSet<>();
        configuration.sinks().folders().map(SinkOptions.Target::path).forEach(written::add);
        for (String path : written) {
            if (isAddress(path)) {
                findings.add(looked(path, "can be written to", StoreCheck::write));
            }
        }
        return findings;
    }

    private static List<String> read(SourceOptions source) {
        List<String> paths =
                source.kind() == SourceOptions.Kind.KAFKA
                        ? source.kafka().roots()
                        : List.of(literal(source.path()));
        return paths.stream().filter(StoreCheck::isAddress).toList();
    }

    /** The folder in which a glob begins. */
    private static String literal(String path) {
        String folder = path.replaceFirst("[*?\\[{].*", "");
        return folder.length() == path.length()
                ? path
                : folder.substring(0, folder.lastIndexOf('/') + 1);
    }

    private static boolean isAddress(String path) {
        return path.contains("://") && !path.startsWith("file:");
    }

    private interface Look {
        void at(FileSystem files, Path path) throws IOException;
    }

    private static Finding looked(String path, String well, Look look) {
        try {
            Path there = new Path(path);
            look.at(FlinkFiles.system(there.toUri()), there);
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

    private static void list(FileSystem files, Path path) throws IOException {
        if (files.getFileStatus(path).isDir()) {
            files.listStatus(path);
        }
    }

    private static void write(FileSystem files, Path folder) throws IOException {
        Path draft = new Path(folder, ".barnhand-" + UUID.randomUUID());
        Path named = new Path(folder, draft.getName() + "-named");
        try (FSDataOutputStream out = files.create(draft, FileSystem.WriteMode.OVERWRITE)) {
            out.write(1);
        }
        if (!files.rename(draft, named)) {
            throw new IOException(draft + " could not be renamed");
        }
        files.delete(named, false);
        // Lines are written through it.
        files.createRecoverableWriter();
    }
}
