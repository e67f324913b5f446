package io.barnhand.gait.job.pipeline.sink;

import io.barnhand.gait.job.pipeline.config.ConfigurationException;
import io.barnhand.gait.job.pipeline.config.JobConfiguration;
import io.barnhand.gait.job.pipeline.config.SinkOptions;
import io.barnhand.gait.job.pipeline.config.SinkOptions.Delivery;
import io.barnhand.gait.job.pipeline.kafka.KafkaConnection;
import io.barnhand.gait.job.pipeline.kafka.KafkaTopics;
import java.util.List;
import java.util.OptionalInt;

/** What must be so before a job writes into Kafka. */
public final class KafkaTargets {

    /** Checkpoints, which end transactions, may take a while; Kafka's own default. */
    private static final int LEAST_TIMEOUT_MS = 60_000;

    private KafkaTargets() {}

    /**
     * Makes sure that the brokers answer, have the topics, and allow the transactions.
     *
     * @param bounded whether the source ends by itself
     * @throws ConfigurationException if not
     */
    public static void require(JobConfiguration configuration, boolean bounded) {
        List<SinkOptions.Target> targets =
                configuration.sinks().all(SinkOptions.Kind.KAFKA).toList();
        if (targets.isEmpty()) {
            return;
        }
        boolean exactlyOnce =
                targets.stream().anyMatch(target -> target.delivery() == Delivery.EXACTLY_ONCE);
        if (exactlyOnce && configuration.run().batch(bounded)) {
            throw new ConfigurationException(
                    "sinks.*.delivery is exactly-once, but the job would run in batch mode, where nothing is committed before its end; set run.mode to streaming, or delivery to at-least-once");
        }
        KafkaConnection connection = KafkaConnection.of(configuration.kafka());
        KafkaTopics.require(
                connection, targets.stream().map(SinkOptions.Target::topic).distinct().toList());
        if (exactlyOnce) {
            requireTimeout(
                    KafkaTopicSink.transactionTimeoutMs(connection),
                    KafkaTopics.longestTransactionMs(connection));
        }
    }

    /**
     * What may surprise, for the log: a topic with Kafka's defaults deletes a week after the event
     * time, so that of older footage nothing stays.
     *
     * @param bounded whether the source ends by itself
     */
    public static List<String> notices(JobConfiguration configuration, boolean bounded) {
        List<String> topics =
                configuration
                        .sinks()
                        .all(SinkOptions.Kind.KAFKA)
                        .map(SinkOptions.Target::topic)
                        .distinct()
                        .toList();
        if (topics.isEmpty() || !bounded) {
            return List.of();
        }
        return KafkaTopics.deletingByStamp(KafkaConnection.of(configuration.kafka()), topics)
                .stream()
                .map(KafkaTargets::deletes)
                .toList();
    }

    private static String deletes(String topic) {
        return "The topic %s deletes records of footage that is older than its retention.ms, soon after they are written; set retention.ms=-1 or message.timestamp.type=LogAppendTime on it to keep them"
                .formatted(topic);
    }

    private static void requireTimeout(int timeoutMs, OptionalInt longestMs) {
        if (timeoutMs < LEAST_TIMEOUT_MS) {
            throw new ConfigurationException(
                    "transaction.timeout.ms is %d, but transactions last from one checkpoint to the next; set it to at least %d in the file that kafka.properties names"
                            .formatted(timeoutMs, LEAST_TIMEOUT_MS));
        }
        if (longestMs.isPresent() && timeoutMs > longestMs.getAsInt()) {
            throw new ConfigurationException(
                    "transaction.timeout.ms is %d, but the brokers allow %d at most; set it to at most that in the file that kafka.properties names, or raise transaction.max.timeout.ms on the brokers"
                            .formatted(timeoutMs, longestMs.getAsInt()));
        }
    }
}
