package io.barnhand.gait.job.pipeline.sink.files;

import io.barnhand.gait.job.pipeline.config.ConfigurationException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * The files of records below the folder of a run, on a disk or in a store. Hidden files belong to a
 * run that is still writing them, files with an underscore first are not records, and links are
 * left out.
 */
public final class FinishedFiles {

    private static final int MAX_FILES = 10_000;

    /** Parquet lies in {@code camera=…/day=…/}. */
    private static final int DEEPEST = 8;

    private final StoredPath folder;
    private final List<StoredPath> files = new ArrayList<>();

    private FinishedFiles(StoredPath folder) {
        this.folder = folder;
    }

    /**
     * In the order of their paths; none where there is no such folder.
     *
     * @throws ConfigurationException if the folder cannot be listed or holds more than {@value
     *     #MAX_FILES} files
     */
    public static List<StoredPath> below(StoredPath folder) {
        FinishedFiles found = new FinishedFiles(folder);
        try {
            // The folder itself may be a link.
            if (folder.isFolder()) {
                found.walk(folder, 1);
            }
        } catch (IOException e) {
            throw new ConfigurationException(
                    String.format(Locale.ROOT, "%s cannot be listed (%s)", folder, e.getMessage()),
                    "check its permissions and the disk");
        }
        found.files.sort(Comparator.comparing(file -> Path.of(file.uri().getPath())));
        return List.copyOf(found.files);
    }

    private void walk(StoredPath parent, int depth) throws IOException {
        for (StoredPath.Entry entry : parent.list()) {
            if (!isRecord(entry.path().name()) || entry.path().isIrregular()) {
                continue;
            }
            if (entry.folder()) {
                if (depth < DEEPEST) {
                    walk(entry.path(), depth + 1);
                }
            } else {
                add(entry.path());
            }
        }
    }

    private void add(StoredPath file) {
        if (files.size() == MAX_FILES) {
            throw new ConfigurationException(
                    String.format(Locale.ROOT, "%s holds more than %,d files", folder, MAX_FILES),
                    "merge them, or give a smaller run");
        }
        files.add(file);
    }

    private static boolean isRecord(String name) {
        return !name.startsWith(".") && !name.startsWith("_");
    }

    /** Whether no name on the way from a folder to a file begins with a dot or an underscore. */
    public static boolean isRecords(Path folder, Path file) {
        return areRecords(folder.relativize(file));
    }

    /** Whether no name of a path begins with a dot or an underscore. */
    static boolean areRecords(Path relative) {
        for (Path name : relative) {
            if (!isRecord(name.toString()) && !name.toString().isEmpty()) {
                return false;
            }
        }
        return true;
    }
}
