package io.barnhand.gait.job.pipeline.sink.kafka;

import io.barnhand.gait.job.configuration.ConfigurationException;
import io.barnhand.gait.job.pipeline.kafka.KafkaConnection;
import io.barnhand.gait.job.pipeline.kafka.TopicLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartitionInfo;
import org.apache.kafka.common.config.TopicConfig;

/**
 * The settings of topics by which they would lose or refuse records of a run, each with its value
 * and what to set instead. No record is sent to find out: one of an aborted transaction is still
 * seen by readers of uncommitted records.
 */
final class TopicProblems {

    /** A pass of 20 s has a line of 6 kB; that of a dead letter holds an address twice. */
    static final int LARGEST_RECORD_BYTES = 32_768;

    /** Live footage is late by an outage of its source, which is read on after it. */
    private static final long LATE_MS = Duration.ofDays(7).toMillis();

    /** Clocks of brokers and jobs differ. */
    private static final long CLOCKS_MS = Duration.ofMinutes(1).toMillis();

    private final String topic;
    private final List<String> problems = new ArrayList<>();
    private final Map<String, String> settings = new TreeMap<>();

    private TopicProblems(String topic) {
        this.topic = topic;
    }

    /**
     * @param topics as the brokers describe them
     * @param limits by topic
     * @param bounded whether the footage may be of any age
     * @throws ConfigurationException naming what would be lost or refused
     */
    static void require(
            KafkaConnection connection,
            Map<String, TopicDescription> topics,
            Map<String, TopicLimits> limits,
            boolean bounded) {
        List<String> problems = new ArrayList<>();
        List<String> commands = new ArrayList<>();
        limits.forEach(
                (topic, limit) -> {
                    TopicProblems found = new TopicProblems(topic);
                    found.settings(limit, bounded);
                    found.replicas(topics.get(topic), limit);
                    if (!found.problems.isEmpty()) {
                        problems.add(
                                String.format(
                                        Locale.ROOT,
                                        "the topic %s: %s",
                                        topic,
                                        String.join("; ", found.problems)));
                        commands.add(found.command(connection));
                    }
                });
        if (!problems.isEmpty()) {
            throw new ConfigurationException(
                    "Records would be lost or refused by " + String.join(", and by ", problems),
                    String.join(", and ", commands));
        }
    }

    private void settings(TopicLimits limits, boolean bounded) {
        if (limits.compacted()) {
            wrong(
                    TopicConfig.CLEANUP_POLICY_CONFIG,
                    limits.cleanup(),
                    "which keeps the last record of a track alone, as its records share their key",
                    TopicConfig.CLEANUP_POLICY_DELETE);
        }
        String size =
                "less than the " + LARGEST_RECORD_BYTES + " bytes that a record of a run may have";
        if (limits.messageBytes() < LARGEST_RECORD_BYTES) {
            wrong(
                    TopicConfig.MAX_MESSAGE_BYTES_CONFIG,
                    String.valueOf(limits.messageBytes()),
                    size,
                    "1048588");
        }
        if (limits.segmentBytes() < LARGEST_RECORD_BYTES) {
            wrong(
                    TopicConfig.SEGMENT_BYTES_CONFIG,
                    String.valueOf(limits.segmentBytes()),
                    size,
                    "1073741824");
        }
        if (limits.createTime()) {
            stamps(limits, bounded);
        }
    }

    private void stamps(TopicLimits limits, boolean bounded) {
        if (limits.beforeMs() < (bounded ? Long.MAX_VALUE : LATE_MS)) {
            wrong(
                    TopicConfig.MESSAGE_TIMESTAMP_BEFORE_MAX_MS_CONFIG,
                    String.valueOf(limits.beforeMs()),
                    bounded
                            ? "which refuses records of older footage, as their stamp is the time of the event"
                            : "which refuses records of footage that is read after an outage",
                    String.valueOf(Long.MAX_VALUE));
        }
        if (limits.afterMs() < CLOCKS_MS) {
            wrong(
                    TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG,
                    String.valueOf(limits.afterMs()),
                    "which refuses records where the clocks of the job and the brokers differ by more",
                    "3600000");
        }
    }

    private void replicas(TopicDescription described, TopicLimits limits) {
        int inSync =
                described.partitions().stream()
                        .map(TopicPartitionInfo::isr)
                        .mapToInt(List::size)
                        .min()
                        .orElse(0);
        if (inSync < limits.minInSync()) {
            wrong(
                    TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG,
                    String.valueOf(limits.minInSync()),
                    String.format(
                            Locale.ROOT,
                            "but a partition has %d of its replicas in sync, so that nothing can be written until brokers are started or it is set lower",
                            inSync),
                    String.valueOf(Math.max(1, inSync)));
        }
    }

    private void wrong(String setting, String value, String harm, String instead) {
        problems.add(String.format(Locale.ROOT, "%s is %s, %s", setting, value, harm));
        settings.put(setting, instead);
    }

    private String command(KafkaConnection connection) {
        return String.format(
                Locale.ROOT,
                "change it with kafka-configs.sh --bootstrap-server %s --alter --entity-type topics --entity-name %s --add-config %s",
                connection.brokers(),
                topic,
                String.join(
                        ",",
                        settings.entrySet().stream()
                                .map(setting -> setting.getKey() + "=" + setting.getValue())
                                .toList()));
    }
}
