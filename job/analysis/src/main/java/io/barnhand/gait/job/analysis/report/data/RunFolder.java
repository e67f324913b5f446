package io.barnhand.gait.job.analysis.report.data;

import io.barnhand.gait.job.analysis.results.StoredRun;
import io.barnhand.gait.job.pipeline.config.ConfigurationException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** The folder that the sinks of runs write into. */
public final class RunFolder {

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
        StoredRun run = StoredRun.find(folder, runId, "--run-id");
        RunReader reader = new RunReader();
        reader.passes(run.of(StoredRun.GAIT));
        reader.strides(run.of(StoredRun.STRIDES));
        reader.coverage(run.of(StoredRun.COVERAGE));
        reader.deadLetters(run.of(StoredRun.DEAD_LETTER));
        reader.poses(run.of(StoredRun.POSES));
        return reader.records(run.id(), run.program().orElse(null), run.described(), notice());
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
