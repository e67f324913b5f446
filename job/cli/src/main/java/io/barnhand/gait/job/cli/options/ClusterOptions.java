package io.barnhand.gait.job.cli.options;

import io.barnhand.gait.job.cli.cluster.RemoteCluster;
import io.barnhand.gait.job.cli.cluster.RestAddress;
import picocli.CommandLine.Option;

/** The option that names a cluster. */
public final class ClusterOptions {

    private static final String DEFAULT = "localhost:8081";

    @Option(
            names = "--jobmanager",
            paramLabel = "HOST:PORT",
            defaultValue = DEFAULT,
            description = "address of Flink's web page (default: ${DEFAULT-VALUE})")
    private String jobManager;

    public RemoteCluster open() {
        return RemoteCluster.at(RestAddress.parse(jobManager));
    }

    /** What a command line that is shown to the user must end with to mean the same cluster. */
    public String repeated() {
        return jobManager.equals(DEFAULT) ? "" : " --jobmanager " + jobManager;
    }
}
