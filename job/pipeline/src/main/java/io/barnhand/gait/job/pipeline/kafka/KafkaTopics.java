package io.barnhand.gait.job.pipeline.kafka;

import io.barnhand.gait.job.pipeline.config.ConfigurationException;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** The topics that a job reads or writes, and their brokers; it creates none. */
public final class KafkaTopics {

    private static final String LONGEST_TRANSACTION = "transaction.max.timeout.ms";

    private KafkaTopics() {}

    /**
     * Checks that the brokers answer and have the topics; waits 20 s at most.
     *
     * @throws ConfigurationException if not
     */
    public static void require(KafkaConnection connection, Collection<String> topics) {
        try (Admin admin = connection.admin()) {
            require(admin, connection, topics);
        }
    }

    private static void require(
            Admin admin, KafkaConnection connection, Collection<String> topics) {
        TreeSet<String> missing = new TreeSet<>();
        Map<String, KafkaFuture<TopicDescription>> described =
                new TreeMap<>(admin.describeTopics(new TreeSet<>(topics)).topicNameValues());
        described.forEach(
                (topic, description) -> {
                    try {
                        description.get();
                    } catch (ExecutionException e) {
                        if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                            throw unusable(connection, e.getCause());
                        }
                        missing.add(topic);
                    } catch (InterruptedException e) {
                        throw interrupted(connection);
                    }
                });
        if (!missing.isEmpty()) {
            throw new ConfigurationException(
                    String.format(
                            Locale.ROOT,
                            "The topics %s are missing on %s",
                            String.join(", ", missing),
                            connection.brokers()),
                    String.format(
                            Locale.ROOT,
                            "create them, for example with kafka-topics.sh --create --topic %s",
                            missing.first()));
        }
    }

    /**
     * The longest time-out of a transaction that every broker allows, ms; empty where the brokers
     * do not let this client see it.
     *
     * @throws ConfigurationException if they do not answer
     */
    public static OptionalInt longestTransactionMs(KafkaConnection connection) {
        try (Admin admin = connection.admin()) {
            List<ConfigResource> brokers =
                    admin.describeCluster().nodes().get().stream()
                            .map(n -> new ConfigResource(ConfigResource.Type.BROKER, n.idString()))
                            .toList();
            return admin.describeConfigs(brokers).all().get().values().stream()
                    .map(broker -> broker.get(LONGEST_TRANSACTION))
                    .filter(Objects::nonNull)
                    .mapToInt(entry -> Integer.parseInt(entry.value()))
                    .min();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AuthorizationException) {
                return OptionalInt.empty();
            }
            throw unusable(connection, e.getCause());
        } catch (InterruptedException e) {
            throw interrupted(connection);
        }
    }

    /**
     * Those of the topics that delete a record when its stamp is too old, whenever it was written;
     * empty where the brokers do not let this client see it.
     *
     * @throws ConfigurationException if they do not answer
     */
    public static List<String> deletingByStamp(
            KafkaConnection connection, Collection<String> topics) {
        List<ConfigResource> resources =
                new TreeSet<>(topics)
                        .stream()
                                .map(t -> new ConfigResource(ConfigResource.Type.TOPIC, t))
                                .toList();
        try (Admin admin = connection.admin()) {
            Map<ConfigResource, Config> settings = admin.describeConfigs(resources).all().get();
            return resources.stream()
                    .filter(topic -> deletesByStamp(settings.get(topic)))
                    .map(ConfigResource::name)
                    .toList();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AuthorizationException) {
                return List.of();
            }
            throw unusable(connection, e.getCause());
        } catch (InterruptedException e) {
            throw interrupted(connection);
        }
    }

    private static boolean deletesByStamp(Config topic) {
        return topic.get(TopicConfig.CLEANUP_POLICY_CONFIG).value().contains("delete")
                && !topic.get(TopicConfig.RETENTION_MS_CONFIG).value().equals("-1")
                && topic.get(TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG)
                        .value()
                        .equals("CreateTime");
    }

    private static ConfigurationException unusable(KafkaConnection connection, Throwable cause) {
        String what =
                cause instanceof TimeoutException
                        ? String.format(
                                Locale.ROOT,
                                "did not answer within %d s",
                                KafkaConnection.ANSWER_MS / 1000)
                        : "cannot be used: " + cause.getMessage();
        return new ConfigurationException(
                String.format(Locale.ROOT, "The Kafka brokers %s %s", connection.brokers(), what),
                "check kafka.brokers, that they run and, where they require TLS or a login, the file that kafka.properties names");
    }

    private static ConfigurationException interrupted(KafkaConnection connection) {
        Thread.currentThread().interrupt();
        return new ConfigurationException(
                String.format(
                        Locale.ROOT,
                        "Waiting for the Kafka brokers %s was interrupted",
                        connection.brokers()),
                "start again");
    }
}
