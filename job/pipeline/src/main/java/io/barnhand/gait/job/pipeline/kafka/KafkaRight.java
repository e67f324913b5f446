package io.barnhand.gait.job.pipeline.kafka;

import io.barnhand.gait.job.configuration.ConfigurationException;
import java.util.Locale;

/**
 * A right of the user that the brokers know this client by.
 *
 * @param operation as Kafka's tools name it, such as {@code Write}
 * @param resource what it is for, such as {@code topic gait}
 * @param options the same for {@code kafka-acls.sh}
 */
public record KafkaRight(String operation, String resource, String options) {

    public static KafkaRight ofTopic(String operation, String topic) {
        return new KafkaRight(operation, "the topic " + topic, "--topic " + topic);
    }

    static KafkaRight ofGroup(String operation, String group) {
        return new KafkaRight(operation, "the consumer group " + group, "--group " + group);
    }

    /**
     * @param prefix of the transactional ids
     */
    public static KafkaRight ofTransactions(String operation, String prefix) {
        return new KafkaRight(
                operation,
                "transactional ids that begin with " + prefix,
                "--transactional-id " + prefix + " --resource-pattern-type prefixed");
    }

    /** What to say where the brokers deny it. */
    public ConfigurationException missing(KafkaConnection connection) {
        return new ConfigurationException(
                String.format(
                        Locale.ROOT,
                        "The Kafka brokers %s deny the right %s on %s",
                        connection.brokers(),
                        operation,
                        resource),
                String.format(
                        Locale.ROOT,
                        "grant it to the user of the file that kafka.properties names, for example with kafka-acls.sh --bootstrap-server %s --add --allow-principal User:NAME --operation %s %s",
                        connection.brokers(),
                        operation,
                        options));
    }
}
