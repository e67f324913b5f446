package io.barnhand.gait.job.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.barnhand.gait.job.configuration.ConfigurationReader;
import io.barnhand.gait.job.configuration.JobConfiguration;
import io.barnhand.gait.job.pipeline.Destinations;
import io.barnhand.gait.job.testing.KafkaBroker;
import io.barnhand.gait.job.testing.Shell;
import io.barnhand.gait.job.testing.SyntheticTrackSource;
import io.barnhand.gait.job.testing.TestJob;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.SavepointFormatType;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The job's topics on a real broker: keys, settings that are refused, and how it stops. The
 * contract of every destination is in {@code destinations}.
 */
class KafkaSinkITCase {

    private static final Path COMPUTED = Path.of("../testing/src/main/resources/computed");
    private static final JsonMapper MAPPER = new JsonMapper();
    private static final String EXACTLY_ONCE = "{kind: kafka, topic: %s, delivery: exactly-once}";
    private static final int PATIENCE_MINUTES = 5;

    @TempDir private static Path brokerFolder;
    private static KafkaBroker broker;

    @TempDir private Path folder;

    @BeforeAll
    static void start() throws IOException {
        broker = KafkaBroker.start(brokerFolder);
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void aRecordHasCameraAndTrackAsKeyAndItsEventTimeAsTimestamp() throws Exception {
        List<String> settings = new ArrayList<>(List.of("run.id=b", "source.kind=poses"));
        settings.add("source.path=" + COMPUTED);
        for (String result : List.of("poses", "gait", "coverage", "dead-letter")) {
            settings.add("sinks." + result + "={kind: none}");
        }
        broker.createTopic("keyed", 3);
        settings.add("sinks.strides={kind: kafka, topic: keyed}");

        Shell.Result result = barnhand("run", settings);

        assertThat(result.exitCode()).as(result.err()).isZero();
        assertThat(result.out()).contains("Written: run b of topic keyed");
        List<ConsumerRecord<String, String>> records =
                broker.records("keyed", IsolationLevel.READ_UNCOMMITTED);
        assertThat(records).isNotEmpty();
        for (ConsumerRecord<String, String> record : records) {
            JsonNode line = MAPPER.readTree(record.value());
            assertThat(record.key())
                    .isEqualTo(
                            line.path("camera_id").asText() + "/" + line.path("track_id").asText());
            assertThat(record.timestamp()).isEqualTo(line.path("on_us").asLong() / 1000);
            assertThat(
                            new String(
                                    record.headers().lastHeader("run").value(),
                                    StandardCharsets.UTF_8))
                    .isEqualTo("b");
        }
    }

    @Test
    void wrongSettingsAreReportedBeforeTheJobStarts() throws Exception {
        broker.createTopic("there", 1);
        List<String> poses =
                List.of("source.kind=poses", "source.path=" + COMPUTED, "run.id=refused");
        Path slow = Files.writeString(folder.resolve("slow"), "transaction.timeout.ms=3600000\n");
        Path fast = Files.writeString(folder.resolve("fast"), "transaction.timeout.ms=1000\n");

        assertThat(barnhand("run", with(poses, "sinks.gait={kind: kafka, topic: missing}")))
                .satisfies(r -> assertThat(r.exitCode()).isEqualTo(2))
                .satisfies(r -> assertThat(r.err()).contains("The topics missing are missing on"));
        String exactlyOnce = "sinks.gait=" + String.format(Locale.ROOT, EXACTLY_ONCE, "there");
        assertThat(barnhand("run", with(poses, exactlyOnce)))
                .satisfies(r -> assertThat(r.exitCode()).isEqualTo(2))
                .satisfies(r -> assertThat(r.err()).contains("set run.mode to streaming"));
        assertThat(
                        barnhand(
                                "validate",
                                with(poses, exactlyOnce, "run.mode=streaming", properties(slow))))
                .satisfies(r -> assertThat(r.exitCode()).isEqualTo(2))
                .satisfies(
                        r ->
                                assertThat(r.err())
                                        .contains("is 3600000, but the brokers allow 900000"));
        assertThat(
                        barnhand(
                                "validate",
                                with(poses, exactlyOnce, "run.mode=streaming", properties(fast))))
                .satisfies(r -> assertThat(r.exitCode()).isEqualTo(2))
                .satisfies(r -> assertThat(r.err()).contains("set it to at least 60000"));
    }

    @Test
    void aTopicThatWouldDeleteOldFootageGivesAWarning() throws Exception {
        try (Admin admin = broker.admin()) {
            admin.createTopics(
                            List.of(
                                    topic("week", Map.of("retention.ms", "604800000")),
                                    topic("always", Map.of("retention.ms", "-1")),
                                    topic(
                                            "anew",
                                            Map.of(
                                                    "retention.ms",
                                                    "604800000",
                                                    "message.timestamp.type",
                                                    "LogAppendTime"))))
                    .all()
                    .get();
            await(
                    () ->
                            admin.listTopics()
                                    .names()
                                    .get()
                                    .containsAll(List.of("week", "always", "anew")));
        }
        List<String> topics =
                List.of(
                        "sinks.gait=[{kind: kafka, topic: week}, {kind: kafka, topic: always},"
                                + " {kind: kafka, topic: anew}]");
        List<String> live = with(topics, "source.kind=kafka", "source.kafka.roots=[/footage]");

        assertThat(Destinations.of(configuration("live", live)).notices()).isEmpty();
        assertThat(Destinations.of(configuration("old", topics)).notices())
                .singleElement()
                .asString()
                .contains("The topic week deletes records of footage")
                .contains("retention.ms=-1");
    }

    private static NewTopic topic(String name, Map<String, String> settings) {
        return new NewTopic(name, 1, (short) 1).configs(settings);
    }

    @Test
    void aStopLeavesAnOpenPassOpenAndADrainClosesIt() throws Exception {
        broker.createTopic("stop-gait", 1);
        JobConfiguration configuration =
                configuration(
                        "stop",
                        List.of(
                                "sinks.gait="
                                        + String.format(Locale.ROOT, EXACTLY_ONCE, "stop-gait"),
                                "sinks.strides={kind: none}",
                                "sinks.coverage={kind: none}",
                                "sinks.dead-letter={kind: none}"));
        JobClient job =
                TestJob.start(
                        SyntheticTrackSource.gated(5 * SyntheticTrackSource.EVENTS / 2),
                        Destinations.of(configuration).sinks(configuration.run().id()),
                        configuration.run());
        assertThat(SyntheticTrackSource.beforeTheGate().await(PATIENCE_MINUTES, TimeUnit.MINUTES))
                .isTrue();
        assertThat(
                        SyntheticTrackSource.checkpoints()
                                .tryAcquire(PATIENCE_MINUTES, TimeUnit.MINUTES))
                .isTrue();

        String savepoint = stop(job, false);
        List<String> stopped = passes("stop-gait");
        JobClient again =
                TestJob.restore(
                        SyntheticTrackSource.gated(0),
                        Destinations.of(configuration).sinks(configuration.run().id()),
                        configuration.run(),
                        savepoint);
        assertThat(
                        SyntheticTrackSource.checkpoints()
                                .tryAcquire(PATIENCE_MINUTES, TimeUnit.MINUTES))
                .isTrue();
        assertThat(SyntheticTrackSource.restored().availablePermits()).isEqualTo(1);
        stop(again, true);

        assertThat(stopped).containsExactlyInAnyOrder("recording-0", "recording-1");
        assertThat(passes("stop-gait"))
                .containsExactlyInAnyOrder("recording-0", "recording-1", "recording-2");
    }

    private static JobConfiguration configuration(String run, List<String> settings) {
        return ConfigurationReader.read(
                null,
                Stream.concat(
                                Stream.of(
                                        "run.id=" + run,
                                        "run.mode=streaming",
                                        "run.parallelism=2",
                                        "kafka.brokers=" + broker.address(),
                                        "sinks.poses={kind: none}"),
                                settings.stream())
                        .toList());
    }

    private String stop(JobClient job, boolean drain) throws Exception {
        String savepoint =
                job.stopWithSavepoint(
                                drain,
                                folder.resolve("savepoints").toUri().toString(),
                                SavepointFormatType.CANONICAL)
                        .get(PATIENCE_MINUTES, TimeUnit.MINUTES);
        job.getJobExecutionResult().get(PATIENCE_MINUTES, TimeUnit.MINUTES);
        return savepoint;
    }

    private static Shell.Result barnhand(String command, List<String> settings) {
        List<String> arguments = new ArrayList<>(List.of(command));
        Stream.concat(Stream.of("kafka.brokers=" + broker.address()), settings.stream())
                .forEach(setting -> arguments.addAll(List.of("--set", setting)));
        return Shell.barnhand(arguments.toArray(String[]::new));
    }

    private static List<String> with(List<String> settings, String... more) {
        return Stream.concat(settings.stream(), Arrays.stream(more)).toList();
    }

    private static String properties(Path file) {
        return "kafka.properties=" + file;
    }

    /** The recordings of the passes that can be read. */
    private static List<String> passes(String topic) throws IOException {
        List<String> recordings = new ArrayList<>();
        for (ConsumerRecord<String, String> record :
                broker.records(topic, IsolationLevel.READ_COMMITTED)) {
            JsonNode line = MAPPER.readTree(record.value());
            if (line.path("window").path("kind").asText().equals("pass")) {
                recordings.add(line.path("recording").asText());
            }
        }
        return recordings;
    }

    private static void await(Callable<Boolean> condition) {
        Awaitility.await().atMost(Duration.ofMinutes(PATIENCE_MINUTES)).until(condition);
    }
}
