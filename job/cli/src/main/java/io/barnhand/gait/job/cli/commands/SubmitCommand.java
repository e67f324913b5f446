package io.barnhand.gait.job.cli.commands;

import io.barnhand.gait.job.cli.cluster.RemoteCluster;
import io.barnhand.gait.job.cli.cluster.Submission;
import io.barnhand.gait.job.cli.options.ClusterOptions;
import io.barnhand.gait.job.cli.options.ConfigurationOptions;
import io.barnhand.gait.job.cli.options.RestoreOptions;
import io.barnhand.gait.job.configuration.JobConfiguration;
import io.barnhand.gait.job.pipeline.restart.SavepointRestore;
import io.barnhand.gait.job.pipeline.sink.RunId;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.flink.api.common.JobID;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code barnhand submit}: the job on a cluster. */
@Command(
        name = "submit",
        description = {
            "Submits the job to a Flink cluster and waits until its tasks run.",
            "The configuration, and files that it names for the start (footage to plan, settings of"
                    + " Kafka), are read here; models, folders of sinks and segments are searched for"
                    + " where the tasks run. A job that fails when it starts is cancelled."
        },
        mixinStandardHelpOptions = true)
public final class SubmitCommand implements Callable<Integer> {

    @Mixin private ConfigurationOptions options;
    @Mixin private RestoreOptions restoreOptions;
    @Mixin private ClusterOptions clusterOptions;
    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        SavepointRestore restore = restoreOptions.restore();
        PrintWriter out = spec.commandLine().getOut();
        JobConfiguration configuration = options.readToStart(restoreOptions.settings(), out);
        String run = RunId.of(configuration.run(), Instant.now());
        try (RemoteCluster cluster = clusterOptions.open()) {
            Path home = Path.of(System.getProperty("barnhand.home", "."));
            JobID job = new Submission(cluster, home).submit(configuration, run, restore, out);
            out.printf(Locale.ROOT, "Run %s is on the cluster as job %s.%n", run, job);
        }
        String where = clusterOptions.repeated();
        out.printf(Locale.ROOT, "Its state:  barnhand status %s%s%n", run, where);
        if (!configuration.run().batch(configuration.bounded())) {
            out.printf(Locale.ROOT, "To stop it: barnhand stop %s --to FOLDER%s%n", run, where);
        }
        out.flush();
        return ExitCode.OK;
    }
}
