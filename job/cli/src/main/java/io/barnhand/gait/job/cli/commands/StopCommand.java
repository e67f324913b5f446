package io.barnhand.gait.job.cli.commands;

import io.barnhand.gait.job.cli.cluster.RemoteCluster;
import io.barnhand.gait.job.cli.options.ClusterOptions;
import io.barnhand.gait.job.cli.options.RunParameter;
import io.barnhand.gait.job.pipeline.GaitJob;
import io.barnhand.gait.job.pipeline.restart.KeptCheckpoints;
import io.barnhand.gait.job.pipeline.restart.RunRestart;
import io.barnhand.gait.job.pipeline.restart.SavepointRestore;
import java.io.PrintWriter;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.flink.runtime.client.JobStatusMessage;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code barnhand stop}: ends a job with a savepoint. */
@Command(
        name = "stop",
        description = {
            "Stops a job with a savepoint and prints where it is.",
            "Open passes are in the savepoint, and a job that resumes from it measures them as if it"
                    + " had never stopped. With --drain they are closed and written: for the end of a"
                    + " run.",
            "The first phase of an archive is stopped without one: what it has done is kept."
        },
        mixinStandardHelpOptions = true)
public final class StopCommand implements Callable<Integer> {

    @Mixin private RunParameter runParameter;

    @Option(
            names = "--to",
            paramLabel = "FOLDER",
            description =
                    "path or URI that every machine of the cluster can write to; default: the cluster's")
    private String folder;

    @Option(names = "--drain", description = "end the input: close and write what is open")
    private boolean drain;

    @Mixin private ClusterOptions clusterOptions;
    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try (RemoteCluster cluster = clusterOptions.open()) {
            JobStatusMessage job = cluster.job(runParameter.run());
            if (GaitJob.isKeypoints(job.getJobName())) {
                cluster.cancel(job.getJobId());
                out.printf(
                        Locale.ROOT,
                        "What is done of the archive is in its ledger. To resume: barnhand archive --conf FILE --set run.id=%s --resume --jobmanager %s%n",
                        RemoteCluster.run(job),
                        cluster.address());
                out.flush();
                return ExitCode.OK;
            }
            String to = folder == null ? null : SavepointRestore.place(folder);
            String checkpoints = cluster.parameters(job.getJobId()).get(RunRestart.FOLDER);
            String savepoint = cluster.stop(job, drain, to);
            boolean known =
                    checkpoints != null && KeptCheckpoints.noteStop(checkpoints, savepoint, drain);
            out.println(savepoint);
            if (!drain && known) {
                out.println("The command that started it continues from there.");
            }
            if (!drain) {
                out.printf(
                        Locale.ROOT,
                        "To resume: barnhand submit --conf FILE --set run.id=%s --from-savepoint %s%s%n",
                        RemoteCluster.run(job),
                        savepoint,
                        clusterOptions.repeated());
            }
        }
        out.flush();
        return ExitCode.OK;
    }
}
