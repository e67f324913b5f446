package io.barnhand.gait.job.cli.cluster;

import io.barnhand.gait.job.analysis.text.Counted;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
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
            throw missing(
                    folder,
                    jars.isEmpty() ? "none" : Counted.of(jars.size(), "jar") + " of that name");
        } catch (IOException e) {
            throw missing(folder, "no readable folder");
        }
    }

    private static ClusterException missing(Path folder, String found) {
        return new ClusterException(
                String.format(
                        Locale.ROOT,
                        "The job's jar, *cluster.jar, should be in %s, where there is %s",
                        folder,
                        found),
                "build it with mvn -Dmaven.test.skip=true clean package");
    }
}
