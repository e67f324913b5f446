package io.barnhand.gait.job.pipeline.sink.kafka;

import io.barnhand.gait.job.configuration.ConfigurationException;
import io.barnhand.gait.job.pipeline.kafka.KafkaConnection;
import io.barnhand.gait.job.pipeline.kafka.KafkaRight;
import io.barnhand.gait.job.pipeline.kafka.KafkaTopics;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Finds out whether transactions can be begun; writes no record and begins none. */
final class TransactionTrial {

    private TransactionTrial() {}

    /**
     * @param prefix of the transactional ids of a run; that of the trial is none of a sink
     * @param timeoutMs of transactions
     * @throws ConfigurationException if they cannot; waits 20 s at most
     */
    static void require(KafkaConnection connection, String prefix, int timeoutMs) {
        Map<String, Object> own =
                Map.of(
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                        KafkaConnection.ANSWER_MS,
                        ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
                        timeoutMs,
                        ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                        prefix + "check");
        Producer<byte[], byte[]> producer =
                connection.client(
                        own,
                        properties ->
                                new KafkaProducer<>(
                                        properties,
                                        new ByteArraySerializer(),
                                        new ByteArraySerializer()));
        try {
            producer.initTransactions();
        } catch (AuthorizationException e) {
            throw KafkaRight.ofTransactions("Write", prefix).missing(connection);
        } catch (KafkaException e) {
            throw KafkaTopics.unusable(connection, e);
        } finally {
            producer.close(Duration.ZERO);
        }
    }
}
