package io.barnhand.gait.job.cli.commands;

import io.barnhand.gait.job.cli.archive.ArchiveJobs;
import io.barnhand.gait.job.cli.archive.ArchiveRun;
import io.barnhand.gait.job.cli.archive.ClusterJobs;
import io.barnhand.gait.job.cli.archive.EmbeddedJobs;
import io.barnhand.gait.job.cli.cluster.RemoteCluster;
import io.barnhand.gait.job.cli.cluster.RestAddress;
import io.barnhand.gait.job.cli.cluster.Submission;
import io.barnhand.gait.job.cli.ending.KeptWork;
import io.barnhand.gait.job.cli.ending.ShellLine;
import io.barnhand.gait.job.cli.options.ConfigurationOptions;
import io.barnhand.gait.job.cli.run.RunSummary;
import io.barnhand.gait.job.configuration.JobConfiguration;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code barnhand archive}: an archive of recordings, in two phases that can be resumed. */
@Command(
        name = "archive",
        description = {
            "Processes an archive on an embedded Flink or on a cluster: each recording into a file of"
                    + " keypoints, then gait from those files.",
            "A run that was stopped in any way continues with --resume: nothing is done twice.",
            "On a cluster, footage and folders of sinks must be seen under the same paths there and"
                    + " here. A job keeps running when this command ends; --resume follows it."
        },
        mixinStandardHelpOptions = true)
public final class ArchiveCommand implements Callable<Integer> {

    @Mixin private ConfigurationOptions options;

    @Option(names = "--resume", description = "continue the run that run.id names")
    private boolean resume;

    @Option(
            names = "--jobmanager",
            paramLabel = "HOST:PORT",
            description = "cluster to run on: the address of Flink's web page")
    private String jobManager;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        PrintWriter err = spec.commandLine().getErr();
        JobConfiguration configuration = options.readToStart(List.of(), err);
        if (configuration.run().resume() && !resume) {
            err.println(
                    "Warning: run.resume true has no effect on an archive; give --resume to continue one.");
            err.flush();
        }
        if (jobManager == null) {
            execute(configuration, new EmbeddedJobs(err));
            return ExitCode.OK;
        }
        try (RemoteCluster cluster = RemoteCluster.at(RestAddress.parse(jobManager))) {
            Path home = Path.of(System.getProperty("barnhand.home", "."));
            Submission submission = new Submission(cluster, home);
            execute(
                    configuration.withAbsoluteSinks(),
                    new ClusterJobs(cluster, submission, configuration.run(), err));
        }
        return ExitCode.OK;
    }

    private void execute(JobConfiguration configuration, ArchiveJobs jobs) throws Exception {
        PrintWriter err = spec.commandLine().getErr();
        ArchiveRun run = new ArchiveRun(configuration, resume, jobs, err);
        ShellLine call = ShellLine.of(spec);
        KeptWork.say(() -> run.kept(call));
        new RunSummary(configuration, run.execute()).print(spec.commandLine().getOut());
    }
}
