package io.barnhand.gait.job.pipeline.sink.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnhand.gait.job.configuration.ConfigurationException;
import io.barnhand.gait.job.configuration.ConfigurationReader;
import io.barnhand.gait.job.pipeline.Destinations;
import io.barnhand.gait.job.pipeline.checks.Finding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WriteTrialTest {

    /** No user, not even root, can make a file in it. */
    private static final Path CLOSED = Path.of("/proc/self/attr");

    @TempDir private Path folder;

    @Test
    void aFolderThatCanBeWrittenToIsLeftAsItWas() throws IOException {
        Path there = Files.createDirectories(folder.resolve("Stall 3 100% \u00fc"));

        assertThat(WriteTrial.of(there.toString()).status()).isEqualTo(Finding.Status.OK);
        assertThat(WriteTrial.of(folder.resolve("not/there").toString()).status())
                .isEqualTo(Finding.Status.OK);
        try (Stream<Path> left = Files.walk(folder)) {
            assertThat(left).containsExactlyInAnyOrder(folder, there);
        }
    }

    @Test
    void aFileInTheWayIsNamed() throws IOException {
        Path file = Files.createFile(folder.resolve("out"));

        Finding finding = WriteTrial.of(file.resolve("gait").toString());

        assertThat(finding.status()).isEqualTo(Finding.Status.FAILED);
        assertThat(finding.found())
                .isEqualTo(
                        file.resolve("gait") + " cannot be written to: " + file + " is no folder");
    }

    @Test
    void aJobDoesNotStartWithAFolderThatRefusesFiles() {
        Destinations destinations =
                Destinations.of(
                        ConfigurationReader.read(
                                null,
                                List.of(
                                        "source.path=x",
                                        String.format(
                                                Locale.ROOT,
                                                "sinks.gait={kind: jsonl, path: %s}",
                                                CLOSED))));

        assertThatThrownBy(destinations::require)
                .isInstanceOf(ConfigurationException.class)
                .hasMessageStartingWith(CLOSED + " cannot be written to: ")
                .hasMessageEndingWith(
                        "; check its permissions and the disk, or give the sink another path");
    }
}
