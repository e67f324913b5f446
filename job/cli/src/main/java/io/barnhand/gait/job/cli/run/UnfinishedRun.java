package io.barnhand.gait.job.cli.run;

import io.barnhand.gait.job.cli.ending.ShellLine;
import io.barnhand.gait.job.configuration.JobConfiguration;
import io.barnhand.gait.job.pipeline.Destinations;
import io.barnhand.gait.job.pipeline.restart.RunRestart;
import io.barnhand.gait.job.pipeline.runs.RunStart;
import io.barnhand.gait.models.Printable;
import java.util.List;
import java.util.Locale;

/** What is left of a run that was interrupted, and how its footage is measured after all. */
public record UnfinishedRun(JobConfiguration configuration, String run) {

    /**
     * @param call that began the run
     */
    public String text(ShellLine call) {
        if (RunRestart.continues(configuration)) {
            return String.format(
                    Locale.ROOT,
                    "Run %s is stopped; its open passes are in its checkpoints. The same command continues it: %s",
                    run,
                    call);
        }
        List<String> places = Destinations.of(configuration).written(run).toList();
        if (places.isEmpty()) {
            return "Nothing was written; to start again: " + again(call);
        }
        return String.format(
                Locale.ROOT,
                "Run %s is not complete. What it had finished is kept in %s (files whose names begin with a dot are not, and are not read). %s: %s",
                run,
                Printable.text(String.join(", ", places)),
                configuration.bounded()
                        ? "To measure all again"
                        : "It cannot be continued, as run.id is null; to begin another one",
                again(call));
    }

    /** A run begins in folders of its own, unless it resumes from a savepoint. */
    private ShellLine again(ShellLine call) {
        String id = configuration.run().id();
        return id == null || configuration.run().resume()
                ? call
                : call.withSetting("run.id", RunStart.next(id));
    }
}
