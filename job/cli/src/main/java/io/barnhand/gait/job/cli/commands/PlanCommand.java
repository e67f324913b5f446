package io.barnhand.gait.job.cli.commands;

import io.barnhand.gait.job.cli.options.ConfigurationOptions;
import io.barnhand.gait.job.cli.plan.ArchivePlan;
import io.barnhand.gait.job.cli.plan.ExpectedSpeed;
import io.barnhand.gait.job.cli.plan.PlanText;
import io.barnhand.gait.job.cli.plan.WorkAhead;
import io.barnhand.gait.job.cli.run.TerminalLine;
import io.barnhand.gait.job.configuration.ConfigurationException;
import io.barnhand.gait.job.configuration.JobConfiguration;
import io.barnhand.gait.job.configuration.SourceOptions;
import io.barnhand.gait.job.pipeline.ConfiguredStages;
import io.barnhand.gait.job.pipeline.source.ReachableStore;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code barnhand plan}: what an archive holds, and how long processing it takes. */
@Command(
        name = "plan",
        description = {
            "Says what an archive holds: files and hours by camera, gaps, overlaps, copies, what"
                    + " cannot be used, and how long processing it would take.",
            "The time is that of an earlier run with the same models and settings; if there is none,"
                    + " a few seconds of the footage are processed, which takes about 20 s.",
            "Nothing is written."
        },
        mixinStandardHelpOptions = true)
public final class PlanCommand implements Callable<Integer> {

    @Mixin private ConfigurationOptions options;

    @Option(
            names = "--speed",
            paramLabel = "X",
            description =
                    "speed of the machine that will do it, in multiples of real time; nothing is"
                            + " measured here")
    private Double speed;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        if (speed != null && !(speed > 0)) {
            throw new ConfigurationException(
                    String.format(Locale.ROOT, "--speed is %s, must be more than 0", speed),
                    "give multiples of real time, such as 2.5");
        }
        JobConfiguration configuration = options.read();
        ReachableStore.require(configuration);
        if (configuration.source().kind() != SourceOptions.SourceKind.FILES) {
            throw new ConfigurationException(
                    String.format(
                            Locale.ROOT,
                            "source.kind is %s, must be files to be planned",
                            configuration.source().kind().name().toLowerCase(Locale.ROOT)),
                    "set source.kind to files and source.path to the footage");
        }
        ConfiguredStages stages = new ConfiguredStages(configuration);
        ArchivePlan plan = ArchivePlan.of(configuration, stages);
        PlanText text = new PlanText(spec.commandLine().getOut());
        text.print(plan);
        text.warnings(stages.unseenCameras());
        WorkAhead total = plan.total();
        text.total(total);
        WorkAhead ahead = plan.left().orElse(total);
        plan.begun().ifPresent(ledger -> text.left(ahead, total, ledger));
        if (ahead.units() > 0) {
            text.time(ahead, speed(configuration, stages, plan, ahead.units()));
        }
        return ExitCode.OK;
    }

    private ExpectedSpeed speed(
            JobConfiguration configuration, ConfiguredStages stages, ArchivePlan plan, int units)
            throws Exception {
        if (speed != null) {
            return ExpectedSpeed.given(speed);
        }
        try (TerminalLine line = new TerminalLine(spec.commandLine().getErr())) {
            return ExpectedSpeed.of(configuration, stages, plan, units, line::show);
        }
    }
}
