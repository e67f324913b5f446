package io.barnhand.gait.job.cli.doctor;

import io.barnhand.gait.job.configuration.SourceOptions;
import io.barnhand.gait.job.pipeline.checks.Finding;
import io.barnhand.gait.job.pipeline.source.StoreFinding;
import java.io.IOException;
import java.util.List;
import org.apache.flink.core.fs.FileSystem;
import org.apache.flink.core.fs.Path;

/** Stores such as S3 that a configuration reads footage from: they are listed. */
public final class StoreCheck {

    private StoreCheck() {}

    public static List<Finding> find(SourceOptions source) {
        List<String> paths =
                source.kind() == SourceOptions.SourceKind.KAFKA
                        ? source.kafka().roots()
                        : List.of(literal(source.path()));
        return paths.stream()
                .filter(StoreFinding::isAddress)
                .map(path -> StoreFinding.of(path, "can be listed", StoreCheck::list))
                .toList();
    }

    /** The folder in which a glob begins. */
    private static String literal(String path) {
        String folder = path.replaceFirst("[*?\\[{].*", "");
        return folder.length() == path.length()
                ? path
                : folder.substring(0, folder.lastIndexOf('/') + 1);
    }

    private static void list(FileSystem files, Path path) throws IOException {
        if (files.getFileStatus(path).isDir()) {
            files.listStatus(path);
        }
    }
}
