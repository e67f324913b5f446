package io.barnhand.gait.job.cli.cluster;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The jar that a cluster gets: the job without models, engines and natives. */
final class ClusterJar {

    private ClusterJar() {}

    /**
     * @param home folder of the project
     * @throws ClusterException if there is not exactly one
     */
    static Path below(Path home) {
        Path folder = home.resolve("job/pipeline/target");
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> jars =
                    files.filter(f -> f.getFileName().toString().endsWith("cluster.jar")).toList();
            if (jars.size() == 1) {
                return jars.get(0);
            }
            throw missing(folder, "%d jars of that kind".formatted(jars.size()));
        } catch (IOException e) {
            throw missing(folder, "nothing");
        }
    }

    private static ClusterException missing(Path folder, String found) {
        return new ClusterException(
                "The job's jar, *cluster.jar, should be in %s, where there is %s; build it with mvn -Dmaven.test.skip=true clean package"
                        .formatted(folder, found));
    }
}
