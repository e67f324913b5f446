package io.barnhand.gait.job.tools;

import io.barnhand.gait.job.config.JobConfiguration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code barnhand run}: the job on a Flink inside this process. */
@Command(
        name = "run",
        description = "Runs the job on an embedded Flink and says where the results are.",
        mixinStandardHelpOptions = true)
final class RunCommand implements Callable<Integer> {

    @Mixin private ConfigurationOptions options;
    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        JobConfiguration configuration = options.read();
        String run = new EmbeddedRun(configuration, spec.commandLine().getErr()).execute();
        new RunSummary(configuration.sinks(), run).print(spec.commandLine().getOut());
        return Barnhand.DONE;
    }
}
