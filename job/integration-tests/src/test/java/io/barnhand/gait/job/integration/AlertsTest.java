package io.barnhand.gait.job.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.barnhand.gait.models.testing.Slow;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The alerts, checked with Prometheus' own tool if it is installed. */
@Slow
class AlertsTest {

    private static final File FOLDER = new File("../../flink-deploy/prometheus");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "check config prometheus.yml",
                "check rules alerts.yml",
                "test rules alerts-test.yml"
            })
    void promtoolAgrees(String arguments) throws Exception {
        assumeThat(hasPromtool()).as("promtool, of Debian's package prometheus").isTrue();

        Process promtool =
                new ProcessBuilder(("promtool " + arguments).split(" "))
                        .directory(FOLDER)
                        .redirectErrorStream(true)
                        .start();
        String output =
                new String(promtool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(promtool.waitFor()).as(output).isZero();
    }

    private static boolean hasPromtool() {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "promtool")));
    }
}
