package io.barnhand.gait.job.integration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.barnhand.gait.job.configuration.ConfigurationReader;
import io.barnhand.gait.job.configuration.JobConfiguration;
import io.barnhand.gait.job.pipeline.Destinations;
import io.barnhand.gait.job.pipeline.FlinkSettings;
import io.barnhand.gait.job.pipeline.sink.PlacedSink;
import io.barnhand.gait.job.testing.KafkaBroker;
import io.barnhand.gait.job.testing.Scrape;
import io.barnhand.gait.job.testing.SyntheticTrackSource;
import io.barnhand.gait.job.testing.TestJob;
import io.barnhand.gait.operators.video.DeadLetter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.config.ConfigResource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records that a real broker refuses lie in files, and the others are written once. */
class KafkaRefusedRecordsITCase {

    private static final JsonMapper MAPPER = new JsonMapper();
    private static final String REFUSED =
            "flink_taskmanager_job_task_operator_user_barnhand_sink_reason_refusedRecords";
    private static final long OLD_US = 1_600_000_000_000_000L;

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
    void refusedRecordsAreKeptOnceWithTheirReasonsAndTheJobGoesOn() throws Exception {
        topic(
                "letters",
                Map.of(
                        "cleanup.policy",
                        "compact",
                        "max.message.bytes",
                        "4000",
                        "message.timestamp.before.max.ms",
                        "86400000"));
        List<DeadLetter> letters =
                List.of(
                        letter("aisle", "good", null),
                        letter(null, "no camera", null),
                        letter("aisle", "long ".repeat(1_000), null),
                        letter("aisle", "old", OLD_US),
                        letter("arena", "good too", null));

        for (int attempt = 0; attempt < 2; attempt++) {
            StreamExecutionEnvironment env = environment();
            for (PlacedSink<DeadLetter> sink :
                    Destinations.of(letters("letters")).sinks("a").deadLetters()) {
                env.fromData(letters, TypeInformation.of(DeadLetter.class))
                        .uid("letters")
                        .sinkTo(sink.sink())
                        .uid("sink");
            }
            env.execute();
        }

        assertThat(broker.records("letters", IsolationLevel.READ_COMMITTED))
                .extracting(record -> MAPPER.readTree(record.value()).path("message").asText())
                .containsExactlyInAnyOrder("good", "good too", "good", "good too");
        List<JsonNode> refused = refused("a");
        assertThat(refused)
                .as("the same of both attempts")
                .extracting(letter -> letter.path("reason").asText())
                .containsExactlyInAnyOrder("no_key", "record_too_large", "refused_time");
        for (JsonNode letter : refused) {
            assertThat(letter.path("stage").asText()).isEqualTo("write");
            assertThat(letter.path("source").asText()).isEqualTo("topic letters");
            assertThat(letter.path("topic").asText()).isEqualTo("letters");
            assertThat(letter.path("run").asText()).isEqualTo("a");
            assertThat(letter.path("message").asText())
                    .startsWith("The topic letters would refuse a record: ");
            assertThat(letter.path("record").path("source").asText()).isEqualTo("clip.mp4");
        }
        assertThat(refused)
                .extracting(letter -> letter.path("time_us"))
                .filteredOn(JsonNode::isNumber)
                .singleElement()
                .satisfies(time -> assertThat(time.asLong()).isEqualTo(OLD_US));
    }

    @Test
    void aTopicThatIsChangedWhileTheJobRunsStopsItForOneRestart() throws Exception {
        topic("passes", Map.of());
        JobConfiguration configuration =
                configuration(
                        "sinks.gait={kind: kafka, topic: passes, delivery: exactly-once}",
                        "sinks.strides={kind: none}",
                        "sinks.coverage={kind: none}",
                        String.format(
                                Locale.ROOT, "sinks.dead-letter={kind: jsonl, path: %s}", folder));
        JobClient job =
                TestJob.start(
                        SyntheticTrackSource.gated(5 * SyntheticTrackSource.EVENTS / 2),
                        Destinations.of(configuration).sinks("b"),
                        configuration.run());
        Awaitility.await().atMost(Duration.ofMinutes(5)).until(() -> !passes("passes").isEmpty());
        refuseAllBut("passes", "500");

        SyntheticTrackSource.openGate();
        job.getJobExecutionResult().get(5, TimeUnit.MINUTES);

        List<String> refused =
                refused("b").stream()
                        .map(letter -> letter.path("record"))
                        .filter(KafkaRefusedRecordsITCase::isPass)
                        .map(record -> record.path("recording").asText())
                        .toList();
        List<String> written = passes("passes");
        assertThat(refused).isNotEmpty();
        assertThat(Stream.concat(written.stream(), refused.stream()))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 8).mapToObj(i -> "recording-" + i).toList());
        assertThat(refused("b"))
                .allSatisfy(
                        letter ->
                                assertThat(letter.path("recording"))
                                        .isEqualTo(letter.path("record").path("recording")));
    }

    @Test
    void theirCounterCanBeScraped() throws Exception {
        topic("small", Map.of("max.message.bytes", "500"));
        JobConfiguration configuration =
                configuration(
                        "sinks.gait={kind: kafka, topic: small}",
                        "sinks.strides={kind: none}",
                        "sinks.coverage={kind: none}",
                        String.format(
                                Locale.ROOT, "sinks.dead-letter={kind: jsonl, path: %s}", folder));
        int port = Scrape.freePort();

        JobClient job =
                TestJob.start(
                        SyntheticTrackSource.gated(5 * SyntheticTrackSource.EVENTS / 2),
                        Destinations.of(configuration).sinks("c"),
                        configuration.run(),
                        Configuration.fromMap(Scrape.settings(port)));

        Awaitility.await()
                .atMost(Duration.ofMinutes(5))
                .ignoreExceptions()
                .untilAsserted(
                        () ->
                                assertThat(
                                                Scrape.of(port)
                                                        .sum(
                                                                REFUSED,
                                                                "reason=\"record_too_large\""))
                                        .isPositive()
                                        .isEqualTo(refused("c").size()));
        SyntheticTrackSource.openGate();
        job.getJobExecutionResult().get(5, TimeUnit.MINUTES);
    }

    private static DeadLetter letter(String camera, String message, Long timeUs) {
        return new DeadLetter(camera, null, "clip.mp4", "decode", "missing", message, timeUs);
    }

    private JobConfiguration letters(String topic) {
        return configuration(
                String.format(
                        Locale.ROOT,
                        "sinks.dead-letter={kind: kafka, topic: %s, delivery: exactly-once}",
                        topic),
                String.format(Locale.ROOT, "sinks.gait={kind: jsonl, path: %s}", folder));
    }

    private static JobConfiguration configuration(String... settings) {
        return ConfigurationReader.read(
                null,
                Stream.concat(
                                Stream.of(
                                        "run.mode=streaming",
                                        "run.id=refused",
                                        "run.parallelism=1",
                                        "kafka.brokers=" + broker.address(),
                                        "sinks.poses={kind: none}"),
                                Stream.of(settings))
                        .toList());
    }

    private static StreamExecutionEnvironment environment() {
        Configuration settings =
                TestJob.settings(FlinkSettings.of(RuntimeExecutionMode.STREAMING, 1));
        settings.set(RestartStrategyOptions.RESTART_STRATEGY, "none");
        return StreamExecutionEnvironment.createLocalEnvironment(settings);
    }

    /** What lies beside the results of a run, a line a file. */
    private List<JsonNode> refused(String run) throws IOException {
        List<JsonNode> lines = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder.resolve("_refused").resolve(run))) {
            for (Path file : files.toList()) {
                List<String> all = Files.readAllLines(file);
                assertThat(all).as(file.toString()).hasSize(1);
                lines.add(MAPPER.readTree(all.get(0)));
            }
        }
        return lines;
    }

    private static List<String> passes(String topic) throws IOException {
        List<String> recordings = new ArrayList<>();
        for (ConsumerRecord<String, String> record :
                broker.records(topic, IsolationLevel.READ_COMMITTED)) {
            JsonNode line = MAPPER.readTree(record.value());
            if (isPass(line)) {
                recordings.add(line.path("recording").asText());
            }
        }
        return recordings;
    }

    private static boolean isPass(JsonNode line) {
        return line.path("window").path("kind").asText().equals("pass");
    }

    private static void topic(String name, Map<String, String> settings) throws Exception {
        try (Admin admin = broker.admin()) {
            admin.createTopics(List.of(new NewTopic(name, 1, (short) 1).configs(settings)))
                    .all()
                    .get();
            Awaitility.await().until(() -> admin.listTopics().names().get().contains(name));
        }
    }

    private static void refuseAllBut(String topic, String bytes) throws Exception {
        ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
        try (Admin admin = broker.admin()) {
            admin.incrementalAlterConfigs(
                            Map.of(
                                    resource,
                                    List.of(
                                            new AlterConfigOp(
                                                    new ConfigEntry("max.message.bytes", bytes),
                                                    AlterConfigOp.OpType.SET))))
                    .all()
                    .get();
            Awaitility.await()
                    .until(
                            () ->
                                    admin.describeConfigs(List.of(resource))
                                            .all()
                                            .get()
                                            .get(resource)
                                            .get("max.message.bytes")
                                            .value()
                                            .equals(bytes));
        }
    }
}
