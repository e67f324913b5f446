package io.barnhand.gait.job.tools.purge;

import io.barnhand.gait.job.config.SinkOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** All places where a configuration's sinks put records. */
public final class Purge {

    private static final String LEDGER = "_ledger=";
    private static final Pattern REMOTE = Pattern.compile("(?!file:)[A-Za-z][A-Za-z0-9+.-]*://.*");

    private final Map<StoredResult, TreeSet<String>> folders = new LinkedHashMap<>();
    private final TreeSet<String> databases = new TreeSet<>();
    private final List<String> untouched = new ArrayList<>();
    private final PurgeScope scope;

    public Purge(SinkOptions sinks, PurgeScope scope) {
        this.scope = scope;
        add(StoredResult.POSES, sinks.poses());
        add(StoredResult.GAIT, sinks.gait());
        add(StoredResult.STRIDES, sinks.strides());
        add(StoredResult.COVERAGE, sinks.coverage());
        add(StoredResult.DEAD_LETTER, sinks.deadLetter());
    }

    /**
     * How much is to be removed, by place.
     *
     * @throws io.barnhand.gait.job.config.ConfigurationException if a place cannot be read
     */
    public Map<String, Long> count() throws IOException {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (Map.Entry<StoredResult, TreeSet<String>> entry : folders.entrySet()) {
            for (String path : entry.getValue()) {
                of(entry.getKey(), path)
                        .count()
                        .forEach((run, lines) -> counts.put(path + "/" + run, lines));
            }
        }
        for (String url : databases) {
            new DatabasePurge(url, scope)
                    .count()
                    .forEach((table, rows) -> counts.put(url + " table " + table, rows));
        }
        return counts;
    }

    /** Removes it; records in all. */
    public long remove() throws IOException {
        long removed = 0;
        for (Map.Entry<StoredResult, TreeSet<String>> entry : folders.entrySet()) {
            for (String path : entry.getValue()) {
                removed += of(entry.getKey(), path).remove();
            }
        }
        for (String url : databases) {
            for (long rows : new DatabasePurge(url, scope).remove().values()) {
                removed += rows;
            }
        }
        return removed;
    }

    /** Places that are not looked into, each with what to do about it. */
    public List<String> untouched() {
        return List.copyOf(untouched);
    }

    private FolderPurge of(StoredResult result, String path) {
        return new FolderPurge(Path.of(path), result, scope);
    }

    private void add(StoredResult result, List<SinkOptions.Target> targets) {
        for (SinkOptions.Target target : targets) {
            switch (target.kind()) {
                case JSONL -> addFolder(result, target.path());
                case PARQUET -> {
                    addFolder(result, target.path());
                    addLedgers(target.path());
                }
                case POSTGRES -> databases.add(target.url());
                case KAFKA ->
                        untouched.add(
                                "topic %s: Kafka removes by age, see retention.ms of the topic"
                                        .formatted(target.topic()));
                case NONE -> {}
            }
        }
    }

    /**
     * What an archive's ledgers tell of coverage and dead letters, and the keypoints of recordings
     * that are not done.
     */
    private void addLedgers(String path) {
        Path folder = Path.of(path);
        if (REMOTE.matcher(path).matches() || !Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> below = Files.list(folder)) {
            below.filter(ledger -> ledger.getFileName().toString().startsWith(LEDGER))
                    .sorted()
                    .forEach(
                            ledger -> {
                                Path spans = ledger.resolve("spans");
                                addFolder(
                                        StoredResult.POSES, spans.resolve("keypoints").toString());
                                for (Path part : List.of(ledger, spans)) {
                                    addFolder(
                                            StoredResult.COVERAGE,
                                            part.resolve("coverage").toString());
                                    addFolder(
                                            StoredResult.DEAD_LETTER,
                                            part.resolve("letters").toString());
                                }
                            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void addFolder(StoredResult result, String path) {
        if (REMOTE.matcher(path).matches()) {
            untouched.add(path + ": no local folder, remove there with the store's own tools");
        } else {
            folders.computeIfAbsent(result, r -> new TreeSet<>())
                    .add(path.startsWith("file:") ? URI.create(path).getPath() : path);
        }
    }
}
