package io.barnhand.gait.job.cli.purge;

import io.barnhand.gait.job.pipeline.config.ConfigurationException;
import io.barnhand.gait.job.pipeline.config.SinkOptions;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** All places where a configuration's sinks put records. */
public final class Purge {

    private static final String LEDGER = "_ledger=";
    private static final String RUN = "run=";

    private final Set<FolderPurge> folders = new LinkedHashSet<>();
    private final TreeSet<String> databases = new TreeSet<>();
    private final List<String> untouched = new ArrayList<>();
    private final PurgeScope scope;

    /**
     * @throws ConfigurationException if a folder cannot be listed
     */
    public Purge(SinkOptions sinks, PurgeScope scope) throws IOException {
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
     * @throws ConfigurationException if a place cannot be read
     */
    public Map<String, Long> count() throws IOException {
        Map<String, Long> counts = new LinkedHashMap<>();
        for (FolderPurge folder : folders) {
            long records = folder.count();
            if (records > 0) {
                counts.put(folder.folder().toString(), records);
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
        for (FolderPurge folder : folders) {
            removed += folder.remove();
        }
        for (String url : databases) {
            for (long rows : new DatabasePurge(url, scope).remove().values()) {
                removed += rows;
            }
        }
        return removed;
    }

    /** Places that are not looked into, each with what to do about it. */
    public List<String> untouched() throws IOException {
        List<String> places = new ArrayList<>(untouched);
        for (FolderPurge folder : folders) {
            places.addAll(folder.untouched());
        }
        return places;
    }

    private void add(StoredResult result, List<SinkOptions.Target> targets) throws IOException {
        for (SinkOptions.Target target : targets) {
            switch (target.kind()) {
                case JSONL, PARQUET -> addSink(result, target.path());
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
     * All runs of a sink, what the ledgers of archives tell of coverage and dead letters, and the
     * keypoints of recordings that are not done.
     */
    private void addSink(StoredResult result, String path) throws IOException {
        URI place = new org.apache.flink.core.fs.Path(path).toUri();
        if (place.getScheme() != null && !place.getScheme().equals("file")) {
            untouched.add(path + ": no local folder, remove there with the store's own tools");
            return;
        }
        Path folder = Path.of(place.getPath());
        for (Path run : below(folder, RUN)) {
            addFolder(result, run);
        }
        if (result == StoredResult.POSES) {
            for (Path ledger : below(folder, LEDGER)) {
                Path spans = ledger.resolve("spans");
                addFolder(StoredResult.POSES, spans.resolve("keypoints"));
                addFolder(StoredResult.POSES, ledger.resolve("drafts"));
                for (Path part : List.of(ledger, spans)) {
                    addFolder(StoredResult.COVERAGE, part.resolve("coverage"));
                    addFolder(StoredResult.DEAD_LETTER, part.resolve("letters"));
                }
            }
        }
    }

    private void addFolder(StoredResult result, Path folder) {
        if (Files.isDirectory(folder)) {
            folders.add(new FolderPurge(folder, result, scope));
        }
    }

    private static List<Path> below(Path folder, String prefix) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> below = Files.list(folder)) {
            return below.filter(path -> path.getFileName().toString().startsWith(prefix))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new ConfigurationException(
                    "%s cannot be listed (%s): check its permissions and the disk"
                            .formatted(folder, e.getMessage()));
        }
    }
}
