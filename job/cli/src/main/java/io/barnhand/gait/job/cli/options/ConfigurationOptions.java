package io.barnhand.gait.job.cli.options;

import io.barnhand.gait.job.configuration.ConfigurationReader;
import io.barnhand.gait.job.configuration.JobConfiguration;
import io.barnhand.gait.job.pipeline.RunSettings;
import io.barnhand.gait.models.Printable;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** The options that name a configuration. */
public final class ConfigurationOptions {

    @Option(
            names = "--conf",
            paramLabel = "FILE",
            description = "configuration in YAML (all keys: conf/reference.yaml)")
    private Path file;

    @Option(
            names = "--set",
            paramLabel = "key=value",
            description = "one setting over the configuration, for example pose.batch=8")
    private List<String> settings = new ArrayList<>();

    /** Whether the command line names one. */
    public boolean given() {
        return file != null || !settings.isEmpty();
    }

    public JobConfiguration read() {
        return read(List.of());
    }

    /**
     * @param more settings over those that are given
     */
    public JobConfiguration read(List<String> more) {
        return ConfigurationReader.read(file, with(more));
    }

    /**
     * That of a run that starts, which may follow the run whose keypoints it reads.
     *
     * @param more settings over those that are given
     * @param out gets what is taken from that run
     */
    public JobConfiguration readToStart(List<String> more, PrintWriter out) throws IOException {
        RunSettings run = RunSettings.read(file, with(more));
        run.remarks().stream().map(Printable::text).forEach(out::println);
        out.flush();
        return run.configuration();
    }

    private List<String> with(List<String> more) {
        List<String> all = new ArrayList<>(settings);
        all.addAll(more);
        return all;
    }
}
