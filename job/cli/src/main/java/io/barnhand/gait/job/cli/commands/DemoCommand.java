package io.barnhand.gait.job.cli.commands;

import io.barnhand.gait.job.analysis.demo.DemoClip;
import io.barnhand.gait.job.cli.demo.Demo;
import io.barnhand.gait.job.cli.options.QuotedSetting;
import io.barnhand.gait.job.configuration.ConfigurationReader;
import io.barnhand.gait.job.configuration.JobConfiguration;
import io.barnhand.gait.job.simulation.RenderedFootage;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code barnhand demo}: the complete job on rendered footage, beside the truth. */
@Command(
        name = "demo",
        description = {
            "Renders horses whose movement is known, runs the complete job on the video and prints"
                    + " what it measured beside the truth.",
            "Exit code 0 if all of it ran, even if a number misses its bound: the table says so."
        },
        mixinStandardHelpOptions = true)
public final class DemoCommand implements Callable<Integer> {

    @Option(
            names = "--out",
            paramLabel = "DIR",
            defaultValue = "out/demo",
            description = "folder for footage and results (default: ${DEFAULT-VALUE})")
    private Path out;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        new Demo(configuration(), new RenderedFootage(), DemoClip.all(), out)
                .run(spec.commandLine().getOut(), spec.commandLine().getErr());
        return ExitCode.OK;
    }

    /** {@code conf/demo.yaml}, reading and writing below the output folder. */
    private JobConfiguration configuration() {
        Path home = Path.of(System.getProperty("barnhand.home", "."));
        return ConfigurationReader.read(
                home.resolve("conf/demo.yaml"),
                List.of(
                        below("source.path", "footage"),
                        below("sinks.poses.path", "poses"),
                        below("sinks.gait.path", "gait"),
                        below("sinks.strides.path", "strides"),
                        below("sinks.coverage.path", "coverage"),
                        below("sinks.dead-letter.path", "dead-letter")));
    }

    private String below(String key, String name) {
        return QuotedSetting.of(key, out.resolve(name));
    }
}
