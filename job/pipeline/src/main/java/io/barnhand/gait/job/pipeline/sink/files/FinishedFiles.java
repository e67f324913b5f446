package io.barnhand.gait.job.pipeline.sink.files;

import io.barnhand.gait.job.pipeline.config.ConfigurationException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The files of records below the folder of a run. What is hidden belongs to a run that is still
 * writing it, what begins with an underscore is no record, and links are left out.
 */
public final class FinishedFiles {

    private static final int MAX_FILES = 10_000;

    /** Parquet lies in {@code camera=…/day=…/}. */
    private static final int DEEPEST = 8;

    private FinishedFiles() {}

    /**
     * In the order of their paths; none where there is no such folder.
     *
     * @throws ConfigurationException if the folder cannot be listed or holds more than {@value
     *     #MAX_FILES} files
     */
    public static List<Path> below(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try {
            // A walk would not enter a folder that is itself a link.
            Path real = folder.toRealPath();
            try (Stream<Path> all = Files.walk(real, DEEPEST)) {
                return bounded(folder, all.map(file -> folder.resolve(real.relativize(file))));
            }
        } catch (IOException | UncheckedIOException e) {
            throw new ConfigurationException(
                    "%s cannot be listed (%s): check its permissions and the disk"
                            .formatted(folder, e.getMessage()));
        }
    }

    private static List<Path> bounded(Path folder, Stream<Path> all) {
        List<Path> files =
                all.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                        .filter(file -> isRecords(folder, file))
                        .limit(MAX_FILES + 1L)
                        .sorted()
                        .toList();
        if (files.size() > MAX_FILES) {
            throw new ConfigurationException(
                    "%s holds more than %,d files; join them or give a smaller run"
                            .formatted(folder, MAX_FILES));
        }
        return files;
    }

    /** Whether no name on the way from a folder to a file begins with a dot or an underscore. */
    public static boolean isRecords(Path folder, Path file) {
        for (Path name : folder.relativize(file)) {
            if (name.toString().startsWith(".") || name.toString().startsWith("_")) {
                return false;
            }
        }
        return true;
    }
}
