package io.barnhand.gait.job.pipeline.sink.kafka;

import io.barnhand.gait.job.configuration.ConfigurationException;
import io.barnhand.gait.job.pipeline.kafka.KafkaConnection;
import io.barnhand.gait.job.pipeline.kafka.KafkaTopics;
import io.barnhand.gait.job.pipeline.kafka.TopicLimits;
import java.io.Serializable;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.TopicExistsException;

/** The topic of a ledger: what it must be, and how it is made where it is absent. */
final class LedgerTopic implements Serializable {

    private static final long serialVersionUID = 1L;

    private static final short MAX_REPLICAS = 3;

    /** Claims count for as long as the records of their runs, which may be for ever. */
    private static final Map<String, String> SETTINGS =
            new TreeMap<>(
                    Map.of(
                            TopicConfig.CLEANUP_POLICY_CONFIG,
                            TopicConfig.CLEANUP_POLICY_DELETE,
                            TopicConfig.RETENTION_MS_CONFIG,
                            "-1",
                            TopicConfig.RETENTION_BYTES_CONFIG,
                            "-1"));

    private final KafkaConnection connection;
    private final String ledger;

    LedgerTopic(KafkaConnection connection, String ledger) {
        this.connection = connection;
        this.ledger = ledger;
    }

    /**
     * Makes it where it is absent; of several that do so at once, one does.
     *
     * @throws ConfigurationException if it cannot be made, or keeps no claims
     */
    void create() {
        if (!exists()) {
            create(false);
        }
    }

    /**
     * Checks that it keeps claims, or could be made.
     *
     * @throws ConfigurationException if not
     */
    void requireUsable() {
        if (!exists()) {
            create(true);
        }
    }

    private boolean exists() {
        Optional<TopicDescription> found =
                Optional.ofNullable(KafkaTopics.find(connection, List.of(ledger)).get(ledger));
        found.ifPresent(this::requireUsable);
        return found.isPresent();
    }

    private void requireUsable(TopicDescription topic) {
        KafkaTopics.requireRight(connection, topic, AclOperation.READ);
        KafkaTopics.requireRight(connection, topic, AclOperation.WRITE);
        int partitions = topic.partitions().size();
        if (partitions != 1) {
            throw new ConfigurationException(
                    String.format(
                            Locale.ROOT,
                            "kafka.ledger is %s, a topic of %d partitions, but claims of runs have an order in one partition alone",
                            ledger,
                            partitions),
                    "give the name of another topic, which may be absent");
        }
        KafkaTopics.limits(connection, List.of(ledger))
                .map(limits -> limits.get(ledger))
                .filter(limits -> !keeps(limits))
                .ifPresent(
                        limits -> {
                            throw new ConfigurationException(
                                    String.format(
                                            Locale.ROOT,
                                            "kafka.ledger is %s, a topic that loses claims of runs: cleanup.policy is %s, retention.ms %d, retention.bytes %d",
                                            ledger,
                                            limits.cleanup(),
                                            limits.retentionMs(),
                                            limits.retentionBytes()),
                                    String.format(
                                            Locale.ROOT,
                                            "set them with kafka-configs.sh --bootstrap-server %s --alter --entity-type topics --entity-name %s --add-config %s",
                                            connection.brokers(),
                                            ledger,
                                            settings(",")));
                        });
    }

    private static boolean keeps(TopicLimits limits) {
        return !limits.compacted() && limits.retentionMs() == -1 && limits.retentionBytes() == -1;
    }

    private void create(boolean onlyTry) {
        try (Admin admin = connection.admin()) {
            short replicas =
                    (short) Math.min(MAX_REPLICAS, admin.describeCluster().nodes().get().size());
            admin.createTopics(
                            List.of(new NewTopic(ledger, 1, replicas).configs(SETTINGS)),
                            new CreateTopicsOptions().validateOnly(onlyTry))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TopicExistsException) {
                return;
            }
            if (e.getCause() instanceof AuthorizationException
                    || e.getCause() instanceof PolicyViolationException) {
                throw new ConfigurationException(
                        String.format(
                                Locale.ROOT,
                                "The topic %s, in which runs are claimed (kafka.ledger), is missing on %s, which do not let this user make it (%s)",
                                ledger,
                                connection.brokers(),
                                e.getCause().getMessage()),
                        String.format(
                                Locale.ROOT,
                                "make it with kafka-topics.sh --bootstrap-server %s --create --topic %s --partitions 1 --config %s, and grant Read and Write on it",
                                connection.brokers(),
                                ledger,
                                settings(" --config ")));
            }
            throw KafkaTopics.unusable(connection, e.getCause());
        } catch (InterruptedException e) {
            throw KafkaTopics.interrupted(connection);
        }
    }

    private static String settings(String between) {
        return SETTINGS.entrySet().stream()
                .map(setting -> setting.getKey() + "=" + setting.getValue())
                .reduce((one, next) -> one + between + next)
                .orElseThrow();
    }
}
