package io.barnhand.gait.job.pipeline.sink.kafka;

import io.barnhand.gait.job.configuration.ConfigurationException;
import io.barnhand.gait.job.configuration.Target.Kafka.Delivery;
import io.barnhand.gait.job.pipeline.kafka.KafkaConnection;
import java.util.Locale;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.connector.base.DeliveryGuarantee;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.connector.kafka.sink.KafkaSinkBuilder;
import org.apache.flink.connector.kafka.sink.TransactionNamingStrategy;
import org.apache.kafka.clients.producer.ProducerConfig;

/**
 * Records of a topic of Kafka. At least once: after a failure the records since the last checkpoint
 * come again. Exactly once: they are written in transactions that end with a checkpoint, so that
 * readers with {@code isolation.level=read_committed} see every record once, a checkpoint later.
 *
 * <p>A transaction that is not ended within {@code transaction.timeout.ms} is aborted by Kafka: a
 * job that is down for longer loses the records between its last two checkpoints. Not supported:
 * exactly once in batch mode, which has no checkpoints.
 */
final class KafkaTopicSink {

    /** The broker's own upper limit unless it was changed, ms; Flink's default is above it. */
    private static final int TRANSACTION_TIMEOUT_MS = 900_000;

    private KafkaTopicSink() {}

    /**
     * @param name names the sink within the job; no other sink of Kafka has it
     * @param folder for records that the topic refuses; see {@link AcceptedRecords}
     */
    static <T> Sink<T> into(
            KafkaConnection connection,
            KafkaRecords<T> records,
            Delivery delivery,
            String name,
            String folder) {
        KafkaSinkBuilder<T> builder =
                KafkaSink.<T>builder()
                        .setKafkaProducerConfig(connection.properties())
                        .setBootstrapServers(connection.brokers())
                        .setProperty(ProducerConfig.ACKS_CONFIG, "all")
                        .setRecordSerializer(
                                new AcceptedRecords<>(connection, records, name, folder));
        if (delivery == Delivery.EXACTLY_ONCE) {
            builder.setDeliveryGuarantee(DeliveryGuarantee.EXACTLY_ONCE)
                    .setTransactionalIdPrefix(transactions(records.run(), name))
                    .setTransactionNamingStrategy(TransactionNamingStrategy.POOLING)
                    .setProperty(
                            ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
                            String.valueOf(transactionTimeoutMs(connection)));
            return new ClosingTopicSink<>(builder.build(), true);
        }
        return new ClosingTopicSink<>(
                builder.setDeliveryGuarantee(DeliveryGuarantee.AT_LEAST_ONCE).build(), false);
    }

    /**
     * How the ids of a sink's transactions begin. By the run, because a resumed job keeps its
     * run.id and finds and ends its open transactions, and because no two jobs have the same: Kafka
     * would treat them as one and fence the older. The colon is in no run id, so none of these is
     * the beginning of another.
     */
    static String transactions(String run, String name) {
        return String.format(Locale.ROOT, "barnhand:%s:%s", run, name);
    }

    /**
     * How long Kafka waits for a job that is down before it aborts its open transactions, ms.
     *
     * @throws ConfigurationException if it is not a number
     */
    static int transactionTimeoutMs(KafkaConnection connection) {
        String given = connection.settings().get(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG);
        try {
            return given == null ? TRANSACTION_TIMEOUT_MS : Integer.parseInt(given.strip());
        } catch (NumberFormatException e) {
            throw new ConfigurationException(
                    "transaction.timeout.ms in the file that kafka.properties names is not a whole number of milliseconds",
                    "set it to one such as " + TRANSACTION_TIMEOUT_MS);
        }
    }
}
