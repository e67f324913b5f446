package io.barnhand.gait.job.analysis.report.data;

import io.barnhand.gait.job.analysis.results.RunNotice;
import io.barnhand.gait.job.analysis.results.StoredRun;
import io.barnhand.gait.job.configuration.ConfigurationException;
import io.barnhand.gait.job.pipeline.DescribedRun;
import io.barnhand.gait.job.pipeline.sink.files.StoredPath;
import java.io.IOException;
import java.util.Optional;

/** The folder that the sinks of runs write into, on a disk or in a store. */
public final class RunFolder {

    private final StoredPath folder;

    public RunFolder(StoredPath folder) {
        this.folder = folder;
    }

    /**
     * @param runId which run, or null where there is but one
     * @throws ConfigurationException if there is no such run, if it must be named, or if a line is
     *     broken
     */
    public RunRecords read(String runId) throws IOException {
        StoredRun run = StoredRun.find(folder, runId, "--run-id");
        RunReader reader = new RunReader();
        reader.passes(run.of(StoredRun.GAIT));
        reader.strides(run.of(StoredRun.STRIDES));
        reader.coverage(run.of(StoredRun.COVERAGE));
        reader.deadLetters(run.of(StoredRun.DEAD_LETTER));
        reader.poses(run.of(StoredRun.POSES));
        Optional<String> notice =
                RunNotice.in(folder).map(String::strip).filter(text -> !text.isEmpty());
        if (run.isWithdrawn()) {
            String withdrawn = RunNotice.withdrawn(run.id());
            notice = Optional.of(notice.map(text -> withdrawn + " " + text).orElse(withdrawn));
        }
        Optional<DescribedRun> described = run.described();
        return reader.records(
                run.id(),
                described.flatMap(DescribedRun::program).orElse(null),
                described,
                notice.orElse(null));
    }
}
