package io.barnhand.gait.job.tools;

import io.barnhand.gait.job.ConfiguredStages;
import io.barnhand.gait.job.LoadedModels;
import io.barnhand.gait.job.config.JobConfiguration;
import io.barnhand.gait.job.sink.GaitSinks;
import io.barnhand.gait.job.sink.KafkaTargets;
import io.barnhand.gait.operators.video.SegmentPlan;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code barnhand validate}: checks a configuration and what it points at. */
@Command(
        name = "validate",
        description =
                "Checks a configuration and what it points at: models load, footage is there.",
        mixinStandardHelpOptions = true)
final class ValidateCommand implements Callable<Integer> {

    @Mixin private ConfigurationOptions options;
    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
        JobConfiguration configuration = options.read();
        ConfiguredStages stages = new ConfiguredStages(configuration);
        stages.gaitSettings();
        if (configuration.run().id() != null) {
            GaitSinks.requireNewRun(configuration.sinks(), configuration.run().id());
        }
        PrintWriter out = spec.commandLine().getOut();
        if (stages.announcements().isPresent()) {
            stages.source();
            stages.requireTopic();
            out.printf("Segments: topic %s%n", stages.announcements().get().topic());
        } else if (stages.readsVideo()) {
            stages.detectionSettings();
            SegmentPlan plan = stages.plan();
            out.printf(
                    "Footage: %d segments, %d not usable%n",
                    plan.segments().size(), plan.deadLetters().size());
            plan.deadLetters().forEach(letter -> out.println("  " + letter.message()));
        } else {
            stages.source();
        }
        KafkaTargets.require(configuration, stages.announcements().isEmpty());
        LoadedModels.load(stages).close();
        out.println("The configuration is valid.");
        out.flush();
        return Barnhand.DONE;
    }
}
