package io.barnhand.gait.job.cli.commands;

import io.barnhand.gait.job.cli.run.TerminalLine;
import io.barnhand.gait.job.simulation.training.Split;
import io.barnhand.gait.job.simulation.training.TrainingSet;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code barnhand training-set}: pictures for {@code models/training}. */
@Command(
        name = "training-set",
        description = "Renders the pictures that the embedded weights are trained and measured on.",
        mixinStandardHelpOptions = true)
public final class TrainingSetCommand implements Callable<Integer> {

    @Option(
            names = "--split",
            required = true,
            description = "${COMPLETION-CANDIDATES}; sealed holds out what the others never show")
    private Split split;

    @Option(names = "--poses", defaultValue = "0", description = "crops of single horses")
    private int poses;

    @Option(
            names = "--frames",
            defaultValue = "0",
            description = "complete pictures, for the detector")
    private int frames;

    @Option(names = "--out", required = true, description = "folder; a stopped run continues there")
    private Path out;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        try (TerminalLine line = new TerminalLine(spec.commandLine().getErr())) {
            new TrainingSet(split, out)
                    .write(
                            poses,
                            frames,
                            percent ->
                                    line.show(
                                            String.format(
                                                    Locale.ROOT, "rendering %d %%", percent)));
        }
        return ExitCode.OK;
    }
}
