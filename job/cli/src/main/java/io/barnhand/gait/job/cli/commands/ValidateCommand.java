package io.barnhand.gait.job.cli.commands;

import io.barnhand.gait.job.cli.options.ConfigurationOptions;
import io.barnhand.gait.job.configuration.JobConfiguration;
import io.barnhand.gait.job.pipeline.ConfiguredStages;
import io.barnhand.gait.job.pipeline.JobChecks;
import io.barnhand.gait.job.pipeline.LoadedModels;
import io.barnhand.gait.models.Printable;
import io.barnhand.gait.operators.video.planning.SegmentPlan;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code barnhand validate}: checks a configuration and what it points at. */
@Command(
        name = "validate",
        description =
                "Checks a configuration and what it points at: models load, footage is there, brokers"
                        + " and databases answer.",
        mixinStandardHelpOptions = true)
public final class ValidateCommand implements Callable<Integer> {

    @Mixin private ConfigurationOptions options;
    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        PrintWriter out = spec.commandLine().getOut();
        JobConfiguration configuration = options.readToStart(List.of(), out);
        ConfiguredStages stages = new ConfiguredStages(configuration);
        JobChecks.require(configuration, configuration.run().id());
        if (stages.readsVideo() && configuration.bounded()) {
            SegmentPlan plan = stages.plan();
            out.printf(
                    Locale.ROOT,
                    "Footage: %d segments, %d not usable%n",
                    plan.segments().size(),
                    plan.deadLetters().size());
            plan.deadLetters()
                    .forEach(letter -> out.println("  " + Printable.text(letter.message())));
        } else {
            stages.source();
            stages.announcements()
                    .ifPresent(
                            topic ->
                                    out.printf(Locale.ROOT, "Segments: topic %s%n", topic.topic()));
        }
        LoadedModels.load(stages).close();
        JobChecks.notices(configuration, stages).stream()
                .map(Printable::text)
                .forEach(out::println);
        out.println("The configuration is valid.");
        out.flush();
        return ExitCode.OK;
    }
}
