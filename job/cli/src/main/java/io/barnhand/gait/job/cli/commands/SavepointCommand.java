package io.barnhand.gait.job.cli.commands;

import io.barnhand.gait.job.cli.cluster.RemoteCluster;
import io.barnhand.gait.job.cli.options.ClusterOptions;
import io.barnhand.gait.job.cli.options.RunParameter;
import io.barnhand.gait.job.pipeline.restart.SavepointRestore;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code barnhand savepoint}: a savepoint of a job that keeps running. */
@Command(
        name = "savepoint",
        description = "Makes a savepoint of a job, which keeps running, and prints where it is.",
        mixinStandardHelpOptions = true)
public final class SavepointCommand implements Callable<Integer> {

    @Mixin private RunParameter runParameter;

    @Option(
            names = "--to",
            paramLabel = "FOLDER",
            description =
                    "path or URI that every machine of the cluster can write to; default: the cluster's")
    private String folder;

    @Mixin private ClusterOptions clusterOptions;
    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter out = spec.commandLine().getOut();
        try (RemoteCluster cluster = clusterOptions.open()) {
            String to = folder == null ? null : SavepointRestore.place(folder);
            out.println(cluster.savepoint(cluster.job(runParameter.run()), to));
        }
        out.flush();
        return ExitCode.OK;
    }
}
