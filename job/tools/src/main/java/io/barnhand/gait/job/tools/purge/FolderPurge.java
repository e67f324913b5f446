package io.barnhand.gait.job.tools.purge;

import io.barnhand.gait.job.tools.results.ParquetPoses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The finished files below the folder of a sink, of all runs. What is hidden belongs to a run that
 * is still writing it; what begins with an underscore is no record.
 */
final class FolderPurge {

    private final Path folder;
    private final StoredResult result;
    private final PurgeScope scope;

    FolderPurge(Path folder, StoredResult result, PurgeScope scope) {
        this.folder = folder;
        this.result = result;
        this.scope = scope;
    }

    /**
     * How many records are to be removed, by folder below this one, which is that of a run; those
     * without any are left out.
     *
     * @throws io.barnhand.gait.job.config.ConfigurationException if a record is broken
     */
    Map<String, Long> count() throws IOException {
        Map<String, Long> records = new TreeMap<>();
        for (Path file : files()) {
            long covered = recordFile(file).count();
            if (covered > 0) {
                records.merge(folder.relativize(file).getName(0).toString(), covered, Long::sum);
            }
        }
        return records;
    }

    /** Removes them; how many they were. */
    long remove() throws IOException {
        long removed = 0;
        for (Path file : files()) {
            removed += recordFile(file).remove(file);
        }
        return removed;
    }

    private RecordFile recordFile(Path file) throws IOException {
        return ParquetPoses.isParquet(file)
                ? new KeypointFile(file, scope)
                : new LineFile(file, result, scope);
    }

    private List<Path> files() throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS))
                    .filter(file -> folder.relativize(file).getNameCount() > 1)
                    .filter(this::isRecords)
                    .sorted()
                    .toList();
        }
    }

    private boolean isRecords(Path file) {
        for (Path name : folder.relativize(file)) {
            if (name.toString().startsWith(".") || name.toString().startsWith("_")) {
                return false;
            }
        }
        return true;
    }
}
