package io.barnhand.gait.job.tools.report.data;

import io.barnhand.gait.job.config.ConfigurationException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The folder that the sinks of runs write into: {@code gait/run=<id>/} and the like. */
public final class RunFolder {

    private static final String GAIT = "gait";
    private static final String STRIDES = "strides";
    private static final String COVERAGE = "coverage";
    private static final String POSES = "poses";
    private static final String DEAD_LETTER = "dead-letter";
    private static final List<String> SINKS = List.of(GAIT, STRIDES, COVERAGE, POSES, DEAD_LETTER);
    private static final String PREFIX = "run=";
    private static final int MAX_NAMED = 20;
    private static final int MAX_NOTICE_BYTES = 4096;

    private final Path folder;

    public RunFolder(Path folder) {
        this.folder = folder;
    }

    /**
     * @param runId which run, or null where there is but one
     * @throws ConfigurationException if there is no such run, if it must be told which, or if a
     *     line is broken
     */
    public RunRecords read(String runId) throws IOException {
        String run = which(runId);
        RunReader reader = new RunReader();
        reader.passes(of(GAIT, run));
        reader.strides(of(STRIDES, run));
        reader.coverage(of(COVERAGE, run));
        reader.deadLetters(of(DEAD_LETTER, run));
        reader.poses(of(POSES, run));
        return reader.records(run, notice());
    }

    private Path of(String sink, String run) {
        return folder.resolve(sink).resolve(PREFIX + run);
    }

    private String which(String wanted) throws IOException {
        TreeSet<String> runs = runs();
        if (runs.isEmpty()) {
            throw new ConfigurationException(
                    "--run is %s, which holds no gait/run=<id>/; give the folder that a run wrote its results into"
                            .formatted(folder));
        }
        if (wanted == null && runs.size() > 1) {
            throw new ConfigurationException(
                    "%s holds %d runs: %s; name one with --run-id"
                            .formatted(folder, runs.size(), named(runs)));
        }
        if (wanted != null && !runs.contains(wanted)) {
            throw new ConfigurationException(
                    "--run-id is %s, but %s holds %s; give one of these"
                            .formatted(wanted, folder, named(runs)));
        }
        return wanted == null ? runs.first() : wanted;
    }

    private TreeSet<String> runs() throws IOException {
        TreeSet<String> runs = new TreeSet<>();
        for (String sink : SINKS) {
            Path below = folder.resolve(sink);
            if (Files.isDirectory(below)) {
                try (Stream<Path> folders = Files.list(below)) {
                    folders.filter(Files::isDirectory)
                            .map(f -> f.getFileName().toString())
                            .filter(name -> name.startsWith(PREFIX))
                            .forEach(name -> runs.add(name.substring(PREFIX.length())));
                }
            }
        }
        return runs;
    }

    private static String named(TreeSet<String> runs) {
        String named = String.join(", ", runs.stream().limit(MAX_NAMED).toList());
        return runs.size() > MAX_NAMED ? named + " and more" : named;
    }

    /** What is too long for a notice is cut. */
    private String notice() throws IOException {
        Path file = folder.resolve("NOTICE.txt");
        if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
            return null;
        }
        try (InputStream in = Files.newInputStream(file)) {
            String text =
                    new String(in.readNBytes(MAX_NOTICE_BYTES), StandardCharsets.UTF_8).strip();
            return text.isEmpty() ? null : text;
        }
    }
}
