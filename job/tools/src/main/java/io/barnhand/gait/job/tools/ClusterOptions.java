package io.barnhand.gait.job.tools;

import io.barnhand.gait.job.tools.cluster.RemoteCluster;
import io.barnhand.gait.job.tools.cluster.RestAddress;
import picocli.CommandLine.Option;

/** The option that names a cluster. */
final class ClusterOptions {

    @Option(
            names = "--jobmanager",
            paramLabel = "HOST:PORT",
            defaultValue = "localhost:8081",
            description = "where Flink's web page is (default: ${DEFAULT-VALUE})")
    private String jobManager;

    RemoteCluster open() {
        return RemoteCluster.at(RestAddress.parse(jobManager));
    }
}
