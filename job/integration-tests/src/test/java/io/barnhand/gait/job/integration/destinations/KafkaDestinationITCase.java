package io.barnhand.gait.job.integration.destinations;

import io.barnhand.gait.job.formats.results.ResultKind;
import io.barnhand.gait.job.testing.KafkaBroker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** Topics with transactions, for readers of committed records. */
class KafkaDestinationITCase extends ServerContract {

    @TempDir private static Path brokerFolder;
    private static KafkaBroker broker;

    /** Each test has its own topics and transactions. */
    private final String test = UUID.randomUUID().toString();

    @BeforeAll
    static void start() throws IOException {
        broker = KafkaBroker.start(brokerFolder);
    }

    @AfterAll
    static void end() {
        broker.close();
    }

    String delivery() {
        return "exactly-once";
    }

    @Override
    String target(ResultKind<?> result) {
        broker.createTopic(topic(result), 2);
        return String.format(
                Locale.ROOT, "{kind: kafka, topic: %s, delivery: %s}", topic(result), delivery());
    }

    private String topic(ResultKind<?> result) {
        return test + "-" + result.key();
    }

    /** A client notices a dead broker within seconds, not only after two minutes. */
    @Override
    List<String> settings() throws IOException {
        Path quick =
                Files.writeString(
                        folder.resolve("quick"),
                        "delivery.timeout.ms=4000\nrequest.timeout.ms=2000\nmax.block.ms=4000\n");
        return List.of("kafka.brokers=" + broker.address(), "kafka.properties=" + quick);
    }

    @Override
    List<String> stored(ResultKind<?> result) {
        return broker.records(topic(result), IsolationLevel.READ_COMMITTED).stream()
                .map(ConsumerRecord::value)
                .toList();
    }

    @Override
    List<String> open() {
        return openThreads("kafka-producer", "kafka-admin");
    }

    @Override
    void stop() {
        broker.kill();
    }

    @Override
    void startAgain() throws IOException {
        broker.restart();
    }
}
