package io.barnhand.gait.job.pipeline.sink.files;

import io.barnhand.gait.job.configuration.ConfigurationException;
import io.barnhand.gait.job.formats.results.ResultKind;
import io.barnhand.gait.job.pipeline.sink.OwnFiles;
import io.barnhand.gait.job.pipeline.sink.Purge;
import io.barnhand.gait.job.pipeline.sink.PurgeScope;
import io.barnhand.gait.job.pipeline.sink.RunId;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** The folders of runs below that of a sink, and those of the ledgers of archives. */
final class RunFolders {

    private static final String LEDGER = "_ledger=";
    private static final String UNITS = "units";

    private RunFolders() {}

    /**
     * All runs of a sink, the coverage and dead letters in the ledgers of archives, and the
     * keypoints of recordings that are not done.
     *
     * @param path of the sink
     * @throws ConfigurationException if a folder cannot be listed
     */
    static List<Purge> purges(String path, ResultKind<?> result, PurgeScope scope)
            throws IOException {
        URI place = new org.apache.flink.core.fs.Path(path).toUri();
        if (place.getScheme() != null && !place.getScheme().equals("file")) {
            return List.of(
                    new Purge.Elsewhere(
                            path + ": no local folder, remove there with the store's own tools"));
        }
        Path folder = Path.of(place.getPath());
        List<FolderPurge> purges = new ArrayList<>();
        for (Path run : below(folder, name -> RunId.ofFolder(name).isPresent())) {
            String id = RunId.ofFolder(run.getFileName().toString()).orElseThrow();
            Path entries =
                    result == ResultKind.POSES ? folder.resolve(LEDGER + id).resolve(UNITS) : null;
            purges.add(new FolderPurge(run, result, scope, entries));
        }
        if (result == ResultKind.POSES) {
            for (Path ledger : below(folder, name -> name.startsWith(LEDGER))) {
                Path spans = ledger.resolve("spans");
                purges.add(
                        new FolderPurge(
                                spans.resolve("keypoints"), result, scope, spans.resolve(UNITS)));
                purges.add(new FolderPurge(ledger.resolve("drafts"), result, scope, null));
                for (Path part : List.of(ledger, spans)) {
                    Path entries = part.resolve(UNITS);
                    purges.add(
                            new FolderPurge(
                                    part.resolve("coverage"), ResultKind.COVERAGE, scope, entries));
                    purges.add(
                            new FolderPurge(
                                    part.resolve("letters"),
                                    ResultKind.DEAD_LETTERS,
                                    scope,
                                    entries));
                }
            }
        }
        List<Purge> all = new ArrayList<>();
        for (FolderPurge purge : purges) {
            Optional<Path> link = OwnFiles.link(folder, purge.folder());
            if (link.isPresent()) {
                all.add(
                        new Purge.Elsewhere(
                                link.get() + ": a link; remove what it leads to where that lies"));
            } else if (Files.isDirectory(purge.folder())) {
                all.add(purge);
            }
        }
        return all.stream().distinct().toList();
    }

    private static List<Path> below(Path folder, Predicate<String> named) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> below = Files.list(folder)) {
            return below.filter(path -> named.test(path.getFileName().toString()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new ConfigurationException(
                    String.format(Locale.ROOT, "%s cannot be listed (%s)", folder, e.getMessage()),
                    "check its permissions and the disk");
        }
    }
}
