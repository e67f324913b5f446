package io.barnhand.gait.job.tools.purge;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.barnhand.gait.job.tools.results.LineFiles;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The finished files of JSON lines below the folder of a sink, of all runs. A file is replaced as a
 * whole, so that a reader finds either the old or the new one.
 */
final class FolderPurge {

    private static final JsonMapper MAPPER = new JsonMapper();

    private final Path folder;
    private final StoredResult result;
    private final PurgeScope scope;

    FolderPurge(Path folder, StoredResult result, PurgeScope scope) {
        this.folder = folder;
        this.result = result;
        this.scope = scope;
    }

    /**
     * How many lines are to be removed, by run; runs without any are left out.
     *
     * @throws io.barnhand.gait.job.config.ConfigurationException if a line is broken
     */
    Map<String, Long> count() throws IOException {
        Map<String, Long> lines = new TreeMap<>();
        for (Path run : runs()) {
            for (Path file : files(run)) {
                long[] covered = {0};
                LineFiles.forEach(file.toString(), line -> covered[0] += isCovered(line) ? 1 : 0);
                if (covered[0] > 0) {
                    lines.merge(run.getFileName().toString(), covered[0], Long::sum);
                }
            }
        }
        return lines;
    }

    /** Removes them; how many they were. */
    long remove() throws IOException {
        long removed = 0;
        for (Path run : runs()) {
            for (Path file : files(run)) {
                removed += remove(file);
            }
        }
        return removed;
    }

    private long remove(Path file) throws IOException {
        Path rest = file.resolveSibling("." + file.getFileName() + ".purged");
        long[] counts = {0, 0};
        try (BufferedWriter out = Files.newBufferedWriter(rest)) {
            LineFiles.forEach(
                    file.toString(),
                    line -> {
                        boolean covered = isCovered(line);
                        counts[covered ? 0 : 1]++;
                        if (!covered) {
                            write(out, line);
                        }
                    });
        }
        if (counts[0] == 0) {
            Files.delete(rest);
        } else if (counts[1] == 0) {
            Files.delete(file);
            Files.delete(rest);
        } else {
            Files.move(rest, file, StandardCopyOption.ATOMIC_MOVE);
        }
        return counts[0];
    }

    private boolean isCovered(String line) {
        try {
            return result.isIn(scope, MAPPER.readTree(line));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not JSON: " + e.getOriginalMessage(), e);
        } catch (ArithmeticException e) {
            throw new IllegalArgumentException("its time is beyond the calendar", e);
        }
    }

    private static void write(BufferedWriter out, String line) {
        try {
            out.write(line + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<Path> runs() throws IOException {
        return list(folder, file -> Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS));
    }

    /** Hidden ones belong to a run that is still writing them. */
    private static List<Path> files(Path run) throws IOException {
        return list(
                run,
                file ->
                        Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)
                                && !file.getFileName().toString().startsWith("."));
    }

    private static List<Path> list(Path folder, Predicate<Path> wanted) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(wanted).sorted().toList();
        }
    }
}
