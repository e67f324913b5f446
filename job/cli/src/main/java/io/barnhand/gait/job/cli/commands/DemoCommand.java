package io.barnhand.gait.job.cli.commands;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.barnhand.gait.job.analysis.demo.DemoClip;
import io.barnhand.gait.job.pipeline.config.ConfigurationReader;
import io.barnhand.gait.job.pipeline.config.JobConfiguration;
import io.barnhand.gait.job.simulation.RenderedFootage;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code barnhand demo}: the whole job on rendered footage, beside the truth. */
@Command(
        name = "demo",
        description = {
            "Renders horses whose movement is known, runs the whole job on the video and prints what"
                    + " it measured beside the truth.",
            "Exit code 0 if all of it ran, also where a figure misses its bound: the table says so."
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
                        "source.path=" + below("footage"),
                        "sinks.poses.path=" + below("poses"),
                        "sinks.gait.path=" + below("gait"),
                        "sinks.strides.path=" + below("strides"),
                        "sinks.coverage.path=" + below("coverage"),
                        "sinks.dead-letter.path=" + below("dead-letter")));
    }

    /** A path as a YAML text, whatever is in it. */
    private String below(String name) {
        try {
            return new JsonMapper().writeValueAsString(out.resolve(name).toString());
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("A path could not be quoted", e);
        }
    }
}
