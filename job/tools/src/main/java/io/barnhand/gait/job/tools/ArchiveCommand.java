package io.barnhand.gait.job.tools;

import io.barnhand.gait.job.config.JobConfiguration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code barnhand archive}: an archive of recordings, in two phases that can be gone on with. */
@Command(
        name = "archive",
        description = {
            "Works through an archive on an embedded Flink: each recording into a file of keypoints,"
                    + " then gait from those files.",
            "A run that was stopped, however, goes on with --resume: what is done is not done again."
        },
        mixinStandardHelpOptions = true)
final class ArchiveCommand implements Callable<Integer> {

    @Mixin private ConfigurationOptions options;

    @Option(names = "--resume", description = "go on with the run that run.id names")
    private boolean resume;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        JobConfiguration configuration = options.read();
        String run =
                new EmbeddedArchive(configuration, resume, spec.commandLine().getErr()).execute();
        new RunSummary(configuration.sinks(), run).print(spec.commandLine().getOut());
        return Barnhand.DONE;
    }
}
