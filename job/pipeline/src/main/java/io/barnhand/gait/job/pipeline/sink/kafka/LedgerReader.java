package io.barnhand.gait.job.pipeline.sink.kafka;

import io.barnhand.gait.job.pipeline.kafka.KafkaConnection;
import io.barnhand.gait.job.pipeline.kafka.KafkaRight;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads a ledger from its first record to the last that is there when it begins. */
final class LedgerReader {

    /** Takes the records that can be understood, in their order. */
    @FunctionalInterface
    interface Lines {
        void add(long offset, LedgerLine line);
    }

    private static final Logger LOG = LoggerFactory.getLogger(LedgerReader.class);
    private static final int FETCH_BYTES = 8 << 20;
    private static final int MAX_WARNINGS = 10;

    private final KafkaConnection connection;
    private final String ledger;
    private int unreadable;

    LedgerReader(KafkaConnection connection, String ledger) {
        this.connection = connection;
        this.ledger = ledger;
    }

    /**
     * @param wanted of the runs, the others are not parsed
     * @throws IOException if the brokers give no record for 20 s, or one is of a later version
     */
    void read(Predicate<String> wanted, Lines lines) throws IOException {
        TopicPartition partition = new TopicPartition(ledger, 0);
        try (Consumer<byte[], byte[]> consumer = consumer()) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            long first = consumer.position(partition);
            if (first > 0) {
                LOG.warn(
                        "The first {} records of the topic {} are gone, and with them claims of runs; set retention.ms=-1 and cleanup.policy=delete on it",
                        first,
                        ledger);
            }
            long progressNs = System.nanoTime();
            while (consumer.position(partition) < end) {
                long before = consumer.position(partition);
                for (ConsumerRecord<byte[], byte[]> record :
                        consumer.poll(Duration.ofMillis(500))) {
                    add(record, end, wanted, lines);
                }
                long nowNs = System.nanoTime();
                if (consumer.position(partition) > before) {
                    progressNs = nowNs;
                } else if (nowNs - progressNs > KafkaConnection.ANSWER_MS * 1_000_000L) {
                    throw failure(
                            String.format(
                                    Locale.ROOT,
                                    "no record behind the %d of %d for %d s",
                                    before,
                                    end,
                                    KafkaConnection.ANSWER_MS / 1000),
                            null);
                }
            }
        } catch (AuthorizationException e) {
            throw KafkaRight.ofTopic("Read", ledger).missing(connection);
        } catch (KafkaException e) {
            throw failure(e.getClass().getSimpleName() + ": " + e.getMessage(), e);
        }
    }

    private void add(
            ConsumerRecord<byte[], byte[]> record, long end, Predicate<String> wanted, Lines lines)
            throws IOException {
        boolean another =
                record.key() != null
                        && !wanted.test(new String(record.key(), StandardCharsets.UTF_8));
        if (another || record.offset() >= end) {
            return;
        }
        try {
            LedgerLine line = LedgerLine.read(record.value());
            if (wanted.test(line.run())) {
                lines.add(record.offset(), line);
            }
        } catch (LedgerLine.LaterVersionException e) {
            throw new IOException(
                    String.format(
                            Locale.ROOT,
                            "record %d of the topic %s is of a later version; use the version of the job that wrote it",
                            record.offset(),
                            ledger),
                    e);
        } catch (IllegalArgumentException e) {
            if (unreadable++ < MAX_WARNINGS) {
                LOG.warn(
                        "Record {} of the topic {} says nothing of a run ({}); let no other program write there",
                        record.offset(),
                        ledger,
                        e.getMessage());
            }
        }
    }

    private Consumer<byte[], byte[]> consumer() {
        Map<String, Object> own =
                Map.of(
                        ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG,
                        false,
                        ConsumerConfig.AUTO_OFFSET_RESET_CONFIG,
                        "earliest",
                        ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG,
                        KafkaConnection.ANSWER_MS,
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG,
                        false,
                        ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG,
                        FETCH_BYTES,
                        ConsumerConfig.MAX_POLL_RECORDS_CONFIG,
                        10_000);
        return connection.client(
                own,
                properties ->
                        new KafkaConsumer<>(
                                properties,
                                new ByteArrayDeserializer(),
                                new ByteArrayDeserializer()));
    }

    private IOException failure(String what, Exception cause) {
        return new IOException(
                String.format(
                        Locale.ROOT,
                        "the topic %s of %s cannot be read (%s); check that the brokers run",
                        ledger,
                        connection.brokers(),
                        what),
                cause);
    }
}
