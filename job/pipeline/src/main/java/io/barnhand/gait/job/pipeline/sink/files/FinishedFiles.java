package io.barnhand.gait.job.pipeline.sink.files;

import io.barnhand.gait.job.configuration.ConfigurationException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/**
 * The files of records below a folder such as that of a run, on a disk or in a store, however many
 * they are. Hidden files belong to a run that is still writing them, and files with an underscore
 * first are not records.
 */
public final class FinishedFiles {

    /** Lines lie in {@code day=…/}, Parquet in {@code camera=…/day=…/}. */
    private static final int DEEPEST = 32;

    /** Entries of a folder that are kept; for more than these it is listed again. */
    private static final int KEPT = 50_000;

    private final boolean links;
    private final int kept;
    private final Consumer<StoredPath> reader;

    /** The folders on the way from the top to that which is read, without links. */
    private final Deque<String> above = new ArrayDeque<>();

    private FinishedFiles(boolean links, int kept, Consumer<StoredPath> reader) {
        this.links = links;
        this.kept = kept;
        this.reader = reader;
    }

    /**
     * Hands them on folder by folder, by name; none where there is no such folder. Links are left
     * out, but the folder may be one.
     *
     * @throws ConfigurationException if a folder cannot be listed
     */
    public static void forEach(StoredPath folder, Consumer<StoredPath> reader) {
        forEach(folder, false, KEPT, reader);
    }

    /** The same, with links, except to a folder above them. */
    static void forEachWithLinks(StoredPath folder, Consumer<StoredPath> reader) {
        forEach(folder, true, KEPT, reader);
    }

    /**
     * @param kept how many entries of a folder may be in memory
     */
    static void forEach(StoredPath folder, boolean links, int kept, Consumer<StoredPath> reader) {
        try {
            if (folder.isFolder()) {
                new FinishedFiles(links, kept, reader).walk(folder);
            }
        } catch (IOException e) {
            throw unlistable(folder, e);
        }
    }

    private void walk(StoredPath folder) {
        String place = place(folder);
        if (above.contains(place) || above.size() == DEEPEST) {
            return;
        }
        above.push(place);
        NavigableMap<String, StoredPath.Entry> entries;
        String last = "";
        do {
            entries = entriesAfter(last, folder);
            for (StoredPath.Entry entry : entries.values()) {
                last = entry.name();
                if (entry.folder()) {
                    walk(folder.resolve(last));
                } else {
                    reader.accept(folder.resolve(last));
                }
            }
        } while (entries.size() == kept);
        above.pop();
    }

    /** The first by name of those whose names come after another. */
    private NavigableMap<String, StoredPath.Entry> entriesAfter(String last, StoredPath folder) {
        NavigableMap<String, StoredPath.Entry> first = new TreeMap<>();
        try {
            folder.forEachEntry(
                    name ->
                            isRecord(name)
                                    && name.compareTo(last) > 0
                                    && (first.size() < kept || name.compareTo(first.lastKey()) < 0),
                    entry -> {
                        if (links || !entry.link()) {
                            first.put(entry.name(), entry);
                            if (first.size() > kept) {
                                first.pollLastEntry();
                            }
                        }
                    });
        } catch (IOException e) {
            throw unlistable(folder, e);
        }
        return first;
    }

    private String place(StoredPath folder) {
        try {
            return links ? folder.real() : folder.text();
        } catch (IOException e) {
            throw unlistable(folder, e);
        }
    }

    private static ConfigurationException unlistable(StoredPath folder, IOException e) {
        return new ConfigurationException(
                String.format(Locale.ROOT, "%s cannot be listed (%s)", folder, e.getMessage()),
                "check its permissions and the disk");
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
