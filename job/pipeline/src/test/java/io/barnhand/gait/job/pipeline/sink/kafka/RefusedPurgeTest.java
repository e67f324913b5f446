package io.barnhand.gait.job.pipeline.sink.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnhand.gait.job.configuration.ConfigurationException;
import io.barnhand.gait.job.configuration.ConfigurationReader;
import io.barnhand.gait.job.pipeline.Destinations;
import io.barnhand.gait.job.pipeline.sink.Purge;
import io.barnhand.gait.job.pipeline.sink.PurgeScope;
import io.barnhand.gait.operators.video.DeadLetter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RefusedPurgeTest {

    private static final long OLD_US = 1_700_000_000_000_000L;
    private static final long NEW_US = 1_795_996_800_000_000L;
    private static final Instant BETWEEN = Instant.parse("2025-01-01T00:00:00Z");

    @TempDir private Path folder;

    @Test
    void recordsOfACameraBeforeATimeAreRemovedInEveryRun() throws IOException {
        keep("a", "aisle", OLD_US, 10);
        // Longer than a line that is read elsewhere.
        keep("b", "aisle", OLD_US, 200_000);
        keep("b", "aisle", NEW_US, 10);
        keep("b", "yard", OLD_US, 10);
        keep("b", "aisle", null, 10);

        List<Purge> purges = purges();

        assertThat(counts(purges)).isEqualTo(2);
        long removed = 0;
        for (Purge purge : purges) {
            removed += purge.remove();
        }
        assertThat(removed).isEqualTo(2);
        assertThat(counts(purges())).isZero();
        assertThat(folder.resolve("_refused/a")).isEmptyDirectory();
        assertThat(folder.resolve("_refused/b")).isDirectoryContaining("glob:**.jsonl");
        assertThat(folder.resolve("_refused/b").toFile().list()).hasSize(3);
    }

    @Test
    void aFileThatIsNoRecordStopsThePurgeByItsName() throws IOException {
        Path run = Files.createDirectories(folder.resolve("_refused/a"));
        Files.writeString(run.resolve("x.jsonl"), "{\"camera\":");

        assertThatThrownBy(() -> counts(purges()))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("x.jsonl holds no refused record (it is not JSON");
    }

    private List<Purge> purges() throws IOException {
        return Destinations.of(
                        ConfigurationReader.read(
                                null,
                                List.of(
                                        "source.kind=poses",
                                        "source.path=/poses",
                                        "kafka.brokers=127.0.0.1:1",
                                        "sinks.strides={kind: kafka, topic: strides}",
                                        String.format(
                                                Locale.ROOT,
                                                "sinks.gait={kind: jsonl, path: %s}",
                                                folder))))
                .purges(PurgeScope.dated(Set.of("aisle"), BETWEEN));
    }

    private static long counts(List<Purge> purges) throws IOException {
        long count = 0;
        for (Purge purge : purges) {
            for (Map.Entry<String, Long> place : purge.count().entrySet()) {
                count += place.getValue();
            }
        }
        return count;
    }

    private void keep(String run, String camera, Long timeUs, int length) throws IOException {
        byte[] value = ("\"" + "x".repeat(length) + "\"").getBytes(StandardCharsets.UTF_8);
        new RefusedRecords(RefusedRecords.below(folder.toString(), run))
                .keep(
                        "strides:0",
                        run,
                        new DeadLetter(
                                camera, null, "topic t", "write", "no_key", "refused", timeUs),
                        new ProducerRecord<>("t", value));
    }
}
