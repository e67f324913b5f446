package io.barnhand.gait.job.cli.commands;

import io.barnhand.gait.job.analysis.compare.ComparisonTables;
import io.barnhand.gait.job.analysis.compare.ComparisonText;
import io.barnhand.gait.job.analysis.compare.RunComparison;
import io.barnhand.gait.job.pipeline.source.ReachableStore;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code barnhand compare}: what another model or configuration measures on the same footage. */
@Command(
        name = "compare",
        description = {
            "Compares two runs over the same footage: passes, gaits, metrics.",
            "It shows differences, not which run is right."
        },
        mixinStandardHelpOptions = true)
public final class CompareCommand implements Callable<Integer> {

    @Parameters(
            index = "0",
            paramLabel = "RUN_A",
            description = "folder that holds gait/run=<id>/, or FOLDER:ID where it holds several")
    private String runA;

    @Parameters(index = "1", paramLabel = "RUN_B", description = "likewise")
    private String runB;

    @Option(
            names = "--out",
            paramLabel = "DIR",
            description =
                    "also write settings.csv, differences.csv, passes.csv and disagreements.csv there")
    private Path out;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        ReachableStore.require(runA, runB);
        RunComparison comparison = RunComparison.of(runA, runB);
        PrintWriter print = spec.commandLine().getOut();
        new ComparisonText(comparison, print).print();
        if (out != null) {
            new ComparisonTables(comparison).write(out);
            print.printf(
                    Locale.ROOT,
                    "%nWritten: settings.csv, differences.csv, passes.csv, disagreements.csv in %s%n",
                    out);
            print.flush();
        }
        return ExitCode.OK;
    }
}
