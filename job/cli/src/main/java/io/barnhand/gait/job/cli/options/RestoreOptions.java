package io.barnhand.gait.job.cli.options;

import io.barnhand.gait.job.configuration.ConfigurationException;
import io.barnhand.gait.job.pipeline.restart.SavepointRestore;
import io.barnhand.gait.job.pipeline.source.ReachableStore;
import java.util.List;
import picocli.CommandLine.Option;

/** The options that let a job resume where another stopped. */
public final class RestoreOptions {

    @Option(
            names = "--from-savepoint",
            paramLabel = "PATH",
            description = {
                "savepoint to resume from, a path or URI; give the run.id of the run that made it.",
                "What a run wrote after the savepoint stays where it is and is written again."
            })
    private String savepoint;

    @Option(
            names = "--allow-non-restored-state",
            description = "drop state that no operator takes, such as that of a removed sink")
    private boolean allowNonRestored;

    /** Settings over the configuration: the run that resumes has its folders already. */
    public List<String> settings() {
        return savepoint == null ? List.of() : List.of("run.resume=true");
    }

    public SavepointRestore restore() {
        if (savepoint == null && allowNonRestored) {
            throw new ConfigurationException(
                    "--allow-non-restored-state is given without --from-savepoint",
                    "give both or none");
        }
        if (savepoint != null) {
            ReachableStore.requireNoSecret(savepoint);
        }
        return new SavepointRestore(savepoint, allowNonRestored);
    }
}
