package io.barnhand.gait.job.integration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.barnhand.gait.job.configuration.ConfigurationException;
import io.barnhand.gait.job.configuration.KafkaOptions;
import io.barnhand.gait.job.pipeline.kafka.KafkaConnection;
import io.barnhand.gait.job.pipeline.kafka.KafkaTopics;
import io.barnhand.gait.job.testing.KafkaBroker;
import io.barnhand.gait.job.testing.Shell;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The broker of the other tests keeps acknowledged records, and topics are checked on it. */
class KafkaBrokerITCase {

    @TempDir private Path folder;

    @Test
    void acknowledgedRecordsAreThereAfterItWasKilled() throws Exception {
        try (KafkaBroker broker = KafkaBroker.start(folder)) {
            broker.createTopic("a", 2);
            String address = broker.address();
            send(broker, "a", "before");

            broker.kill();
            broker.restart();
            send(broker, "a", "after");

            assertThat(broker.address()).isEqualTo(address);
            assertThat(broker.records("a", IsolationLevel.READ_COMMITTED))
                    .extracting(ConsumerRecord::value)
                    .containsExactlyInAnyOrder("before", "after");
        }
    }

    @Test
    void topicsThatAreMissingAreNamed() throws IOException {
        try (KafkaBroker broker = KafkaBroker.start(folder)) {
            broker.createTopic("there", 1);
            KafkaConnection connection =
                    KafkaConnection.of(new KafkaOptions(broker.address(), null, "barnhand-runs"));

            KafkaTopics.require(connection, List.of("there"));
            assertThatThrownBy(
                            () -> KafkaTopics.require(connection, List.of("one", "there", "two")))
                    .isInstanceOf(ConfigurationException.class)
                    .hasMessageContaining("The topics one, two are missing on " + broker.address())
                    .hasMessageContaining("kafka-topics.sh --create");

            assertThat(DoctorITCase.words(doctor(broker.address(), "there")))
                    .containsPattern("ok +Kafka");
            Shell.Result missing = doctor(broker.address(), "one");
            assertThat(missing.exitCode()).isEqualTo(1);
            assertThat(DoctorITCase.words(missing))
                    .containsPattern("failed +Kafka +The topics one are missing")
                    .contains("-> create them");
            assertThat(DoctorITCase.words(doctor("localhost:1," + broker.address(), "there")))
                    .containsPattern("warning +Kafka")
                    .contains("localhost:1 (Connection refused)");
        }
    }

    private static Shell.Result doctor(String brokers, String topic) {
        return Shell.barnhand(
                "doctor",
                "--set",
                "source.kind=poses",
                "--set",
                "kafka.brokers=" + brokers,
                "--set",
                String.format(Locale.ROOT, "sinks.gait={kind: kafka, topic: %s}", topic));
    }

    private static void send(KafkaBroker broker, String topic, String value)
            throws ExecutionException, InterruptedException {
        try (KafkaProducer<String, String> producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", broker.address()),
                        new StringSerializer(),
                        new StringSerializer())) {
            producer.send(new ProducerRecord<>(topic, value)).get();
        }
    }
}
