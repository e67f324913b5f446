package io.barnhand.gait.job.cli.options;

import io.barnhand.gait.job.pipeline.config.ConfigurationReader;
import io.barnhand.gait.job.pipeline.config.JobConfiguration;
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
        List<String> all = new ArrayList<>(settings);
        all.addAll(more);
        return ConfigurationReader.read(file, all);
    }
}
