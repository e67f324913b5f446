package io.barnhand.gait.job.cli.commands;

import io.barnhand.gait.job.analysis.validation.GaitValidation;
import io.barnhand.gait.job.analysis.validation.table.ValidationResults;
import io.barnhand.gait.job.analysis.validation.table.ValidationSummary;
import io.barnhand.gait.models.BarnhandException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code barnhand validate-gait}: the gait stage against synthetic horses with a known truth. */
@Command(
        name = "validate-gait",
        description = {
            "Validates the gait measurement against synthetic horses whose movement is known.",
            "An interrupted run continues where it stopped. Exit code 1 if a bound is missed."
        },
        mixinStandardHelpOptions = true)
public final class ValidateGaitCommand implements Callable<Integer> {

    @Option(
            names = "--out",
            paramLabel = "DIR",
            required = true,
            description = "folder for tables and plots; new, or one of the same runs and seed")
    private Path out;

    @Option(
            names = "--runs",
            paramLabel = "N",
            defaultValue = "200",
            description = "synthetic horses per gait and condition (default: ${DEFAULT-VALUE})")
    private int runs;

    @Option(
            names = "--seed",
            paramLabel = "S",
            defaultValue = "1",
            description = "of everything random (default: ${DEFAULT-VALUE})")
    private long seed;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        if (runs < 1) {
            throw new ParameterException(
                    spec.commandLine(),
                    BarnhandException.message(
                            String.format(Locale.ROOT, "--runs is %d, must be 1 or more", runs),
                            "200 give steady percentiles"));
        }
        PrintWriter err = spec.commandLine().getErr();
        ValidationResults results = new GaitValidation(out, runs, seed).run(err);
        PrintWriter terminal = spec.commandLine().getOut();
        new ValidationSummary(results, terminal).print();
        terminal.println("Written: " + out);
        terminal.flush();
        return results.accepted() ? ExitCode.OK : ExitCode.SOFTWARE;
    }
}
