package io.barnhand.gait.job.tools.purge;

import io.barnhand.gait.job.config.ConfigurationException;
import io.barnhand.gait.job.tools.results.FinishedFiles;
import io.barnhand.gait.job.tools.results.ParquetPoses;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The finished files of records below a folder, such as that of a run.
 *
 * @param folder that is looked into
 * @param result what its records are
 * @param scope what is to be removed
 */
record FolderPurge(Path folder, StoredResult result, PurgeScope scope) {

    /**
     * How many records are to be removed.
     *
     * @throws ConfigurationException if the folder cannot be listed or a record is broken
     */
    long count() throws IOException {
        long covered = 0;
        for (Path file : files()) {
            covered += recordFile(file).count();
        }
        return covered;
    }

    /** Removes them; how many they were. */
    long remove() throws IOException {
        long removed = 0;
        for (Path file : files()) {
            removed += recordFile(file).remove(file);
        }
        return removed;
    }

    /** What is not looked into, each with what to do about it. */
    List<String> untouched() throws IOException {
        List<String> places = new ArrayList<>();
        List<Path> links = below(Files::isSymbolicLink);
        if (!links.isEmpty()) {
            places.add(
                    "%s: %d links, the first is %s; remove where they lead to"
                            .formatted(folder, links.size(), links.get(0)));
        }
        int unfinished =
                below(file -> isFile(file) && file.getFileName().toString().startsWith(".")).size();
        if (unfinished > 0) {
            places.add(
                    "%s: files that a run is writing or has left behind, %d; look again when it has ended, and remove those that stay"
                            .formatted(folder, unfinished));
        }
        return places;
    }

    private RecordFile recordFile(Path file) throws IOException {
        return ParquetPoses.isParquet(file)
                ? new KeypointFile(file, scope)
                : new LineFile(file, result, scope);
    }

    private List<Path> files() throws IOException {
        return below(file -> isFile(file) && FinishedFiles.isRecords(folder, file));
    }

    private static boolean isFile(Path path) {
        return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
    }

    private List<Path> below(Predicate<Path> wanted) throws IOException {
        // A walk would not enter a folder that is itself a link.
        Path real = folder.toRealPath();
        try (Stream<Path> all = Files.walk(real)) {
            return all.map(file -> folder.resolve(real.relativize(file)))
                    .filter(wanted)
                    .filter(file -> !file.equals(folder))
                    .sorted()
                    .toList();
        } catch (UncheckedIOException e) {
            throw new ConfigurationException(
                    "%s cannot be listed (%s): check its permissions and the disk"
                            .formatted(folder, e.getMessage()));
        }
    }
}
