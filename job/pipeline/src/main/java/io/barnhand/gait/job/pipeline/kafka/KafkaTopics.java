package io.barnhand.gait.job.pipeline.kafka;

import io.barnhand.gait.job.configuration.ConfigurationException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.DescribeConsumerGroupsOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
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
    public static Map<String, TopicDescription> require(
            KafkaConnection connection, Collection<String> topics) {
        Map<String, TopicDescription> found = find(connection, topics);
        TreeSet<String> missing = new TreeSet<>(topics);
        missing.removeAll(found.keySet());
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
        return found;
    }

    /**
     * The same, and that records can be written into them.
     *
     * @throws ConfigurationException if not
     */
    public static Map<String, TopicDescription> requireWritable(
            KafkaConnection connection, Collection<String> topics) {
        Map<String, TopicDescription> found = require(connection, topics);
        found.values().forEach(topic -> requireRight(connection, topic, AclOperation.WRITE));
        return found;
    }

    /**
     * Checks that segments can be announced on a topic, and stay there until they are read.
     *
     * @throws ConfigurationException if not
     */
    public static void requireAnnounceable(KafkaConnection connection, String topic) {
        requireWritable(connection, List.of(topic));
        requireAllKept(connection, topic);
    }

    private static void requireAllKept(KafkaConnection connection, String topic) {
        limits(connection, List.of(topic))
                .map(limits -> limits.get(topic))
                .filter(TopicLimits::compacted)
                .ifPresent(
                        limits -> {
                            throw new ConfigurationException(
                                    String.format(
                                            Locale.ROOT,
                                            "cleanup.policy of the topic %s is %s, which keeps the last segment of a camera alone, as its announcements share their key",
                                            topic,
                                            limits.cleanup()),
                                    String.format(
                                            Locale.ROOT,
                                            "change it with kafka-configs.sh --bootstrap-server %s --alter --entity-type topics --entity-name %s --add-config cleanup.policy=delete",
                                            connection.brokers(),
                                            topic));
                        });
    }

    /**
     * Checks that a group can read a topic of announced segments and say how far it has.
     *
     * @throws ConfigurationException if not
     */
    public static void requireReadable(KafkaConnection connection, String topic, String group) {
        requireRight(connection, require(connection, List.of(topic)).get(topic), AclOperation.READ);
        requireAllKept(connection, topic);
        try (Admin admin = connection.admin()) {
            ConsumerGroupDescription described =
                    admin.describeConsumerGroups(
                                    List.of(group),
                                    new DescribeConsumerGroupsOptions()
                                            .includeAuthorizedOperations(true))
                            .describedGroups()
                            .get(group)
                            .get();
            if (denies(described.authorizedOperations(), AclOperation.READ)) {
                throw KafkaRight.ofGroup("Read", group).missing(connection);
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AuthorizationException) {
                throw KafkaRight.ofGroup("Read", group).missing(connection);
            }
            if (!(e.getCause() instanceof GroupIdNotFoundException)) {
                throw unusable(connection, e.getCause());
            }
        } catch (InterruptedException e) {
            throw interrupted(connection);
        }
    }

    /**
     * Checks a right on a topic.
     *
     * @param operation read or write
     * @throws ConfigurationException if the brokers deny it
     */
    public static void requireRight(
            KafkaConnection connection, TopicDescription topic, AclOperation operation) {
        if (denies(topic.authorizedOperations(), operation)) {
            String name = operation == AclOperation.READ ? "Read" : "Write";
            throw KafkaRight.ofTopic(name, topic.name()).missing(connection);
        }
    }

    /** Brokers without rules of access name all operations, and old ones none. */
    private static boolean denies(Set<AclOperation> allowed, AclOperation operation) {
        return allowed != null && !allowed.isEmpty() && !allowed.contains(operation);
    }

    /**
     * Those of the topics that exist; waits 20 s at most.
     *
     * @throws ConfigurationException if the brokers do not answer, or deny it
     */
    public static Map<String, TopicDescription> find(
            KafkaConnection connection, Collection<String> topics) {
        return find(connection, topics, Duration.ofMillis(KafkaConnection.ANSWER_MS));
    }

    private static Map<String, TopicDescription> find(
            KafkaConnection connection, Collection<String> topics, Duration patience) {
        Map<String, TopicDescription> found = new TreeMap<>();
        try (Admin admin = connection.admin(patience)) {
            Map<String, KafkaFuture<TopicDescription>> described =
                    admin.describeTopics(
                                    new TreeSet<>(topics),
                                    new DescribeTopicsOptions().includeAuthorizedOperations(true))
                            .topicNameValues();
            for (Map.Entry<String, KafkaFuture<TopicDescription>> topic : described.entrySet()) {
                try {
                    found.put(topic.getKey(), topic.getValue().get());
                } catch (ExecutionException e) {
                    if (e.getCause() instanceof TopicAuthorizationException) {
                        throw KafkaRight.ofTopic("Describe", topic.getKey()).missing(connection);
                    }
                    if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                        throw unusable(connection, e.getCause());
                    }
                }
            }
        } catch (InterruptedException e) {
            throw interrupted(connection);
        }
        return found;
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
     * The settings of topics that exist; empty where the brokers do not let this client see them.
     *
     * @throws ConfigurationException if they do not answer
     */
    public static Optional<Map<String, TopicLimits>> limits(
            KafkaConnection connection, Collection<String> topics) {
        return limits(connection, topics, Duration.ofMillis(KafkaConnection.ANSWER_MS));
    }

    /**
     * @param patience longest wait for an answer
     */
    public static Optional<Map<String, TopicLimits>> limits(
            KafkaConnection connection, Collection<String> topics, Duration patience) {
        List<ConfigResource> resources =
                new TreeSet<>(topics)
                        .stream()
                                .map(t -> new ConfigResource(ConfigResource.Type.TOPIC, t))
                                .toList();
        try (Admin admin = connection.admin(patience)) {
            Map<String, TopicLimits> limits = new TreeMap<>();
            admin.describeConfigs(resources)
                    .all()
                    .get()
                    .forEach((topic, config) -> limits.put(topic.name(), TopicLimits.of(config)));
            return Optional.of(limits);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof AuthorizationException) {
                return Optional.empty();
            }
            throw unusable(connection, e.getCause());
        } catch (InterruptedException e) {
            throw interrupted(connection);
        }
    }

    /**
     * The id that the brokers gave a topic when it was made; empty where there is no such topic, or
     * they are too old to.
     *
     * @param patience longest wait for an answer
     * @throws ConfigurationException if they do not answer, or deny it
     */
    public static String id(KafkaConnection connection, String topic, Duration patience) {
        return find(connection, List.of(topic), patience).values().stream()
                .map(TopicDescription::topicId)
                .filter(id -> !id.equals(Uuid.ZERO_UUID))
                .map(Uuid::toString)
                .findFirst()
                .orElse("");
    }

    /** What to say where the brokers do not answer, or not as expected. */
    public static ConfigurationException unusable(KafkaConnection connection, Throwable cause) {
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

    /** The same where the wait for it was interrupted; the thread stays so. */
    public static ConfigurationException interrupted(KafkaConnection connection) {
        Thread.currentThread().interrupt();
        return new ConfigurationException(
                String.format(
                        Locale.ROOT,
                        "Waiting for the Kafka brokers %s was interrupted",
                        connection.brokers()),
                "start again");
    }
}
