package io.barnhand.gait.job.cli.commands;

import io.barnhand.gait.job.analysis.text.Counted;
import io.barnhand.gait.job.cli.cluster.JobReport;
import io.barnhand.gait.job.cli.cluster.RemoteCluster;
import io.barnhand.gait.job.cli.options.ClusterOptions;
import io.barnhand.gait.job.cli.options.RunParameter;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.apache.flink.runtime.client.JobStatusMessage;
import org.apache.flink.runtime.rest.handler.legacy.messages.ClusterOverviewWithVersion;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code barnhand status}: the state of the jobs on a cluster. */
@Command(
        name = "status",
        description =
                "Shows the state of the jobs on a Flink cluster, and how many slots are free.",
        mixinStandardHelpOptions = true)
public final class StatusCommand implements Callable<Integer> {

    @Mixin private RunParameter runParameter;

    @Mixin private ClusterOptions clusterOptions;
    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
        String run = runParameter.run();
        PrintWriter out = spec.commandLine().getOut();
        try (RemoteCluster cluster = clusterOptions.open()) {
            ClusterOverviewWithVersion overview = cluster.overview();
            List<JobStatusMessage> jobs = run == null ? cluster.jobs() : List.of(cluster.job(run));
            out.printf(
                    Locale.ROOT,
                    "Flink %s: %s, %d of %d slots free, %s of BarnHand%n",
                    overview.getVersion(),
                    Counted.of(overview.getNumTaskManagersConnected(), "TaskManager"),
                    overview.getNumSlotsAvailable(),
                    overview.getNumSlotsTotal(),
                    Counted.of(cluster.jobs().size(), "job"));
            JobReport report = new JobReport(cluster, out);
            jobs.forEach(report::print);
        }
        out.flush();
        return ExitCode.OK;
    }
}
