package io.barnhand.gait.job.cli.commands;

import io.barnhand.gait.job.analysis.report.RunReport;
import io.barnhand.gait.job.configuration.ConfigurationException;
import io.barnhand.gait.job.pipeline.sink.files.StoredPath;
import io.barnhand.gait.job.pipeline.source.ReachableStore;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code barnhand report}: what a run measured as one page that opens in a browser. */
@Command(
        name = "report",
        description = {
            "Writes what a run measured as one HTML page that opens from disk, without network.",
            "It measures; it does not diagnose."
        },
        mixinStandardHelpOptions = true)
public final class ReportCommand implements Callable<Integer> {

    @Option(
            names = "--run",
            paramLabel = "DIR",
            required = true,
            description = "folder that holds gait/run=<id>/ and the other results of a run")
    private String run;

    @Option(
            names = "--run-id",
            paramLabel = "ID",
            description = "which run, if the folder holds several")
    private String runId;

    @Option(
            names = "--videos",
            paramLabel = "DIR",
            description = "annotated clips, <camera>/<recording>.mp4; default: overlay in --run")
    private Path videos;

    @Option(names = "--out", paramLabel = "FILE", required = true, description = "page to write")
    private Path out;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        if (videos != null && !Files.isDirectory(videos)) {
            throw new ConfigurationException(
                    String.format(Locale.ROOT, "--videos is %s, which is no folder", videos),
                    "give the one that holds <camera>/<recording>.mp4, or leave the option out");
        }
        ReachableStore.require(run);
        RunReport.write(StoredPath.of(run), runId, videos, out);
        PrintWriter print = spec.commandLine().getOut();
        print.printf(Locale.ROOT, "Written: %s (%,d kB)%n", out, Files.size(out) / 1000);
        print.flush();
        return ExitCode.OK;
    }
}
