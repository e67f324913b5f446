package io.barnhand.gait.job.analysis.results;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.barnhand.gait.job.configuration.ConfigurationException;
import io.barnhand.gait.job.pipeline.DescribedRun;
import io.barnhand.gait.job.pipeline.RunDescription;
import io.barnhand.gait.job.pipeline.runs.DescriptionFile;
import io.barnhand.gait.job.pipeline.sink.RunId;
import io.barnhand.gait.job.pipeline.sink.files.FolderRuns;
import io.barnhand.gait.job.pipeline.sink.files.StoredPath;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.flink.core.fs.Path;

/**
 * A run among those whose sinks wrote below one folder, on a disk or in a store: {@code
 * gait/run=<id>/} and the like.
 *
 * @param folder that holds the folders of the sinks
 * @param id of the run
 */
public record StoredRun(StoredPath folder, String id) {

    public static final String GAIT = "gait";
    public static final String STRIDES = "strides";
    public static final String COVERAGE = "coverage";
    public static final String POSES = "poses";
    public static final String DEAD_LETTER = "dead-letter";

    private static final List<String> SINKS = List.of(GAIT, STRIDES, COVERAGE, POSES, DEAD_LETTER);
    private static final int MAX_NAMED = 20;

    /**
     * Finds a run.
     *
     * @param wanted its id, or null where there is but one
     * @param option by which a user names one, for the message
     * @throws ConfigurationException if there is no such run, or if it must be named
     */
    public static StoredRun find(StoredPath folder, String wanted, String option)
            throws IOException {
        TreeSet<String> runs = runs(folder);
        if (runs.isEmpty()) {
            throw new ConfigurationException(
                    String.format(Locale.ROOT, "%s holds no gait/run=<id>/", folder),
                    "give the folder that a run wrote its results into");
        }
        if (wanted == null && runs.size() > 1) {
            removeWithdrawn(runs, folder);
        }
        if (wanted == null && runs.size() > 1) {
            throw new ConfigurationException(
                    String.format(
                            Locale.ROOT, "%s holds %d runs: %s", folder, runs.size(), named(runs)),
                    String.format(Locale.ROOT, "name one with %s", option));
        }
        if (wanted != null && !runs.contains(wanted)) {
            throw new ConfigurationException(
                    String.format(
                            Locale.ROOT,
                            "There is no run %s in %s, which holds %s",
                            wanted,
                            folder,
                            named(runs)),
                    String.format(Locale.ROOT, "name one of these with %s", option));
        }
        return new StoredRun(folder, wanted == null ? runs.first() : wanted);
    }

    /** Those that count, unless none does. */
    private static void removeWithdrawn(TreeSet<String> runs, StoredPath folder)
            throws IOException {
        TreeSet<String> counted = new TreeSet<>();
        for (String run : runs) {
            if (!new StoredRun(folder, run).isWithdrawn()) {
                counted.add(run);
            }
        }
        if (!counted.isEmpty()) {
            runs.retainAll(counted);
        }
    }

    /** Whether it was withdrawn in the folder of a sink. */
    public boolean isWithdrawn() throws IOException {
        for (String sink : SINKS) {
            if (FolderRuns.isWithdrawn(folder.resolve(sink).flink(), id)) {
                return true;
            }
        }
        return false;
    }

    /** Where a sink of this run wrote; it need not exist. */
    public StoredPath of(String sink) {
        return folder.resolve(sink + "/" + RunId.folder(id));
    }

    private Optional<ObjectNode> description() throws IOException {
        for (String sink : SINKS) {
            for (Path file : RunDescription.files(folder.resolve(sink).flink(), id)) {
                Optional<ObjectNode> description = DescriptionFile.read(file);
                if (description.isPresent()) {
                    return description;
                }
            }
        }
        return Optional.empty();
    }

    /**
     * How it was made; empty where that was not kept.
     *
     * @throws ConfigurationException if what was kept cannot be used
     */
    public Optional<DescribedRun> described() throws IOException {
        return description().map(text -> DescribedRun.of(text, "The description of run " + id));
    }

    private static TreeSet<String> runs(StoredPath folder) throws IOException {
        TreeSet<String> runs = new TreeSet<>();
        for (String sink : SINKS) {
            for (StoredPath.Entry entry : folder.resolve(sink).list()) {
                if (entry.folder()) {
                    RunId.ofFolder(entry.name()).ifPresent(runs::add);
                }
            }
        }
        return runs;
    }

    private static String named(TreeSet<String> runs) {
        String named = String.join(", ", runs.stream().limit(MAX_NAMED).toList());
        return runs.size() > MAX_NAMED ? named + " and more" : named;
    }
}
