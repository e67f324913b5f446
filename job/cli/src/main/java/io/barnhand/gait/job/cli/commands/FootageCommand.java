package io.barnhand.gait.job.cli.commands;

import io.barnhand.gait.job.cli.options.FootageOptions;
import io.barnhand.gait.job.cli.run.TerminalLine;
import io.barnhand.gait.job.simulation.FootageRequest;
import io.barnhand.gait.job.simulation.RenderedFootage;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code barnhand footage}: a clip of rendered horses with its exact truth. */
@Command(
        name = "footage",
        description = {
            "Renders a clip of horses and writes its exact truth: keypoints, boxes, gait.",
            RenderedFootage.NOTICE
        },
        mixinStandardHelpOptions = true)
public final class FootageCommand implements Callable<Integer> {

    @Mixin private FootageOptions options;

    @Option(names = "--out", required = true, description = "clip to write, MP4")
    private Path out;

    @Option(names = "--truth", required = true, description = "truth to write, JSON")
    private Path truth;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        FootageRequest request;
        try {
            request = options.request();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), e.getMessage(), e);
        }
        PrintWriter err = spec.commandLine().getErr();
        try (TerminalLine line = new TerminalLine(err)) {
            new RenderedFootage()
                    .render(
                            request,
                            out,
                            truth,
                            share ->
                                    line.show(
                                            String.format(
                                                    Locale.ROOT,
                                                    "rendering %.0f %%",
                                                    100 * share)));
        }
        PrintWriter print = spec.commandLine().getOut();
        print.println(RenderedFootage.NOTICE);
        print.printf(Locale.ROOT, "clip:  %s%ntruth: %s%n", out, truth);
        print.flush();
        return ExitCode.OK;
    }
}
