package io.barnhand.gait.job.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnhand.gait.job.configuration.ConfigurationException;
import io.barnhand.gait.job.configuration.ConfigurationReader;
import io.barnhand.gait.job.pipeline.Destinations;
import io.barnhand.gait.job.testing.KafkaBroker;
import io.barnhand.gait.job.testing.Shell;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.IsolationLevel;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Topics of a real broker that would lose or refuse records are found before a job starts. */
class KafkaTopicSettingsITCase {

    @TempDir private static Path folder;
    private static KafkaBroker broker;

    @BeforeAll
    static void start() throws IOException {
        broker = KafkaBroker.start(Files.createDirectory(folder.resolve("broker")));
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @ParameterizedTest
    @CsvSource({
        "cleanup.policy, compact, true, cleanup.policy=delete",
        "cleanup.policy, 'compact,delete', false, cleanup.policy=delete",
        "max.message.bytes, 20000, false, max.message.bytes=1048588",
        "message.timestamp.before.max.ms, 3600000, false, message.timestamp.before.max.ms=9223372036854775807",
        "message.timestamp.before.max.ms, 31536000000, true, message.timestamp.before.max.ms=9223372036854775807",
        "message.timestamp.after.max.ms, 10, false, message.timestamp.after.max.ms=3600000",
        "min.insync.replicas, 2, false, min.insync.replicas=1"
    })
    void aSettingIsNamedWithItsValueAndTheCommandThatChangesIt(
            String setting, String value, boolean bounded, String instead) throws Exception {
        String topic = topic(Map.of(setting, value));

        assertThatThrownBy(() -> destinations(topic, bounded).require())
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("the topic " + topic + ": " + setting + " is " + value + ", ")
                .hasMessageContaining(
                        "kafka-configs.sh --bootstrap-server "
                                + broker.address()
                                + " --alter --entity-type topics --entity-name "
                                + topic
                                + " --add-config "
                                + instead);
    }

    @ParameterizedTest
    @CsvSource({
        "retention.ms, 1000, true",
        "message.timestamp.before.max.ms, 31536000000, false",
        "max.message.bytes, 32768, true"
    })
    void aSettingThatRefusesNothingIsAccepted(String setting, String value, boolean bounded)
            throws Exception {
        String topic = topic(Map.of(setting, value));

        assertThatCode(() -> destinations(topic, bounded).require()).doesNotThrowAnyException();
    }

    @Test
    void stampsOfTheBrokerAreNotRefused() throws Exception {
        String topic =
                topic(
                        Map.of(
                                "message.timestamp.type",
                                "LogAppendTime",
                                "message.timestamp.before.max.ms",
                                "1000"));

        assertThatCode(() -> destinations(topic, true).require()).doesNotThrowAnyException();
    }

    @Test
    void validateAndDoctorSayItAndWriteNothing() throws Exception {
        String compacted = topic(Map.of("cleanup.policy", "compact", "max.message.bytes", "100"));
        String good = topic(Map.of());

        for (String command : List.of("validate", "doctor")) {
            Shell.Result refused = barnhand(command, compacted);
            assertThat(refused.exitCode()).isEqualTo(command.equals("doctor") ? 1 : 2);
            assertThat(words(refused))
                    .contains("cleanup.policy is compact, which keeps the last record of a track")
                    .contains("max.message.bytes is 100, less than the 32768 bytes")
                    .contains("cleanup.policy=delete,max.message.bytes=1048588");
        }
        Shell.Result valid = barnhand("validate", good);

        assertThat(valid.exitCode()).as(valid.err()).isZero();
        assertThat(broker.records(good, IsolationLevel.READ_UNCOMMITTED)).isEmpty();
        try (Admin admin = broker.admin()) {
            assertThat(admin.listTopics().names().get()).doesNotContain("barnhand-runs");
        }
    }

    @Test
    void aCompactedTopicOfAnnouncementsIsRefused() throws Exception {
        String topic = topic(Map.of("cleanup.policy", "compact"));
        String brokers = "kafka.brokers=" + broker.address();

        Shell.Result read =
                Shell.barnhand(
                        "validate",
                        "--set",
                        brokers,
                        "--set",
                        "source.kind=kafka",
                        "--set",
                        "source.kafka.topic=" + topic,
                        "--set",
                        "source.kafka.roots=[/footage]");
        Shell.Result announced =
                Shell.barnhand(
                        "publish",
                        "--watch",
                        Files.createDirectories(folder.resolve("clips")).toString(),
                        "--topic",
                        topic,
                        "--once",
                        "--set",
                        brokers);

        for (Shell.Result refused : List.of(read, announced)) {
            assertThat(refused.exitCode()).isEqualTo(2);
            assertThat(words(refused))
                    .contains("cleanup.policy of the topic " + topic + " is compact")
                    .contains("--add-config cleanup.policy=delete");
        }
    }

    @Test
    void aSmallRequestOfTheClientAndASinkInTheLedgerAreRefused() throws Exception {
        String topic = topic(Map.of());
        Path small =
                Files.writeString(folder.resolve("small.properties"), "max.request.size=1000\n");

        assertThatThrownBy(() -> destinations(topic, true, "kafka.properties=" + small).require())
                .hasMessageContaining("max.request.size is 1000, less than the 32768 bytes");
        assertThatThrownBy(() -> destinations(topic, true, "kafka.ledger=" + topic).require())
                .hasMessageContaining("kafka.ledger is " + topic + ", but a sink writes");
    }

    private static String words(Shell.Result result) {
        return (result.out() + result.err()).replaceAll("\\s+", " ");
    }

    private static Shell.Result barnhand(String command, String topic) {
        List<String> arguments = new ArrayList<>(List.of(command));
        settings(topic, true).forEach(setting -> arguments.addAll(List.of("--set", setting)));
        return Shell.barnhand(arguments.toArray(String[]::new));
    }

    private static Destinations destinations(String topic, boolean bounded, String... more) {
        List<String> settings = settings(topic, bounded);
        settings.addAll(List.of(more));
        return Destinations.of(ConfigurationReader.read(null, settings));
    }

    private static List<String> settings(String topic, boolean bounded) {
        List<String> settings =
                new ArrayList<>(
                        List.of(
                                "kafka.brokers=" + broker.address(),
                                "run.mode=streaming",
                                "run.id=settings",
                                String.format(
                                        Locale.ROOT,
                                        "sinks.gait={kind: kafka, topic: %s, delivery: exactly-once}",
                                        topic)));
        for (String result : List.of("poses", "strides", "coverage", "dead-letter")) {
            settings.add("sinks." + result + "={kind: none}");
        }
        settings.addAll(
                bounded
                        ? List.of(
                                "source.kind=poses",
                                "source.path=../testing/src/main/resources/computed")
                        : List.of("source.kind=kafka", "source.kafka.roots=[/footage]"));
        return settings;
    }

    private static String topic(Map<String, String> settings) throws Exception {
        String name = UUID.randomUUID().toString();
        try (Admin admin = broker.admin()) {
            admin.createTopics(List.of(new NewTopic(name, 1, (short) 1).configs(settings)))
                    .all()
                    .get();
            Awaitility.await().until(() -> admin.listTopics().names().get().contains(name));
        }
        return name;
    }
}
