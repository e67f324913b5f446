package io.barnhand.gait.job.pipeline.sink.files;

import io.barnhand.gait.job.configuration.ConfigurationException;
import io.barnhand.gait.job.formats.results.ResultKind;
import io.barnhand.gait.job.pipeline.sink.OwnFiles;
import io.barnhand.gait.job.pipeline.sink.Purge;
import io.barnhand.gait.job.pipeline.sink.PurgeScope;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The finished files of records below a folder, such as that of a run.
 *
 * @param folder that is searched
 * @param result what its records are
 * @param scope the records to remove
 * @param entries folder of the entries of an archive's units, whose files these are; or null
 */
record FolderPurge(Path folder, ResultKind<?> result, PurgeScope scope, Path entries)
        implements Purge {

    private static final String CAMERA = "camera=";

    /** An action on a file. */
    private interface Visit {
        void accept(Path file) throws IOException;
    }

    /**
     * How many records are to be removed.
     *
     * @throws ConfigurationException if the folder cannot be listed or a record is broken
     */
    @Override
    public Map<String, Long> count() throws IOException {
        long[] covered = {0};
        forEachFile(file -> covered[0] += recordFile(file).count());
        return covered[0] > 0 ? Map.of(folder.toString(), covered[0]) : Map.of();
    }

    @Override
    public long remove() throws IOException {
        long[] removed = {0};
        forEachFile(file -> removed[0] += recordFile(file).remove(file, entry(file)));
        return removed[0];
    }

    @Override
    public List<String> untouched() throws IOException {
        Untouched untouched = new Untouched();
        forEach(untouched::add);
        List<String> places = new ArrayList<>();
        if (untouched.links > 0) {
            places.add(
                    String.format(
                            Locale.ROOT,
                            "%s: %d links, the first is %s; remove where they lead to",
                            folder,
                            untouched.links,
                            untouched.firstLink));
        }
        if (untouched.unfinished > 0) {
            places.add(
                    String.format(
                            Locale.ROOT,
                            "%s: files that a run is writing or has left behind, %d; check again when it has ended, and remove those that stay",
                            folder,
                            untouched.unfinished));
        }
        return places;
    }

    private static final class Untouched {

        private int links;
        private Path firstLink;
        private int unfinished;

        void add(Path file) {
            if (Files.isSymbolicLink(file)) {
                links++;
                firstLink = firstLink == null || file.compareTo(firstLink) < 0 ? file : firstLink;
            } else if (isFile(file) && file.getFileName().toString().startsWith(".")) {
                unfinished++;
            }
        }
    }

    /** For {@code …/camera=C/day=D/R.parquet}, of the unit {@code C/R}. */
    private Path entry(Path file) {
        Path path = folder.relativize(file);
        int camera = 0;
        while (camera < path.getNameCount()
                && !path.getName(camera).toString().startsWith(CAMERA)) {
            camera++;
        }
        if (entries == null || camera + 2 >= path.getNameCount()) {
            return null;
        }
        Path unit = path.subpath(camera + 2, path.getNameCount());
        String name = unit.getFileName().toString().replaceFirst("\\.[^.]*$", "") + ".json";
        Path entry =
                entries.resolve(path.getName(camera).toString().substring(CAMERA.length()))
                        .resolve(unit)
                        .resolveSibling(name);
        OwnFiles.requireNoLink(entries.getParent().getParent(), entry);
        return entry;
    }

    private RecordFile recordFile(Path file) throws IOException {
        return ParquetPoses.isParquet(file)
                ? new KeypointFile(file, scope)
                : new LineFile(file, result, scope);
    }

    private void forEachFile(Visit visit) throws IOException {
        forEach(
                file -> {
                    if (isFile(file) && FinishedFiles.isRecords(folder, file)) {
                        visit.accept(file);
                    }
                });
    }

    private static boolean isFile(Path path) {
        return Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS);
    }

    /** One after the other, as a run may have written more files than are to be kept in memory. */
    private void forEach(Visit visit) throws IOException {
        // A walk would not enter a folder that is itself a link.
        Path real = folder.toRealPath();
        Files.walkFileTree(
                real,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        visit.accept(folder.resolve(real.relativize(file)));
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFileFailed(Path file, IOException e) {
                        if (e instanceof NoSuchFileException) {
                            // Removed or renamed meanwhile, by this purge for example.
                            return FileVisitResult.CONTINUE;
                        }
                        throw new ConfigurationException(
                                String.format(
                                        Locale.ROOT,
                                        "%s cannot be listed (%s)",
                                        file,
                                        e.getMessage()),
                                "check its permissions and the disk");
                    }
                });
    }
}
