package io.barnhand.gait.job.cli.commands;

import io.barnhand.gait.job.cli.ending.KeptWork;
import io.barnhand.gait.job.cli.ending.ShellLine;
import io.barnhand.gait.job.cli.options.ConfigurationOptions;
import io.barnhand.gait.job.cli.options.RestoreOptions;
import io.barnhand.gait.job.cli.run.EmbeddedRun;
import io.barnhand.gait.job.cli.run.FinishedRun;
import io.barnhand.gait.job.cli.run.RunSummary;
import io.barnhand.gait.job.cli.run.UnfinishedRun;
import io.barnhand.gait.job.configuration.JobConfiguration;
import io.barnhand.gait.job.pipeline.restart.SavepointRestore;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code barnhand run}: the job on a Flink inside this process. */
@Command(
        name = "run",
        description = "Runs the job on an embedded Flink and says where the results are.",
        mixinStandardHelpOptions = true)
public final class RunCommand implements Callable<Integer> {

    @Mixin private ConfigurationOptions options;
    @Mixin private RestoreOptions restoreOptions;
    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        SavepointRestore restore = restoreOptions.restore();
        JobConfiguration configuration =
                options.readToStart(restoreOptions.settings(), spec.commandLine().getErr());
        EmbeddedRun run = new EmbeddedRun(configuration, restore, spec.commandLine().getErr());
        ShellLine call = ShellLine.of(spec);
        KeptWork.say(() -> new UnfinishedRun(configuration, run.run()).text(call));
        FinishedRun finished = run.execute();
        new RunSummary(configuration, finished.id()).print(spec.commandLine().getOut());
        finished.requirePoses(configuration.source().path());
        return ExitCode.OK;
    }
}
