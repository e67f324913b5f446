package io.barnhand.gait.job.pipeline.kafka;

import java.io.Serializable;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.common.config.TopicConfig;

/**
 * The settings of a topic by which it refuses, replaces or deletes records.
 *
 * @param cleanup {@code cleanup.policy}
 * @param retentionMs {@code retention.ms}; -1 for ever
 * @param retentionBytes {@code retention.bytes}; -1 without limit
 * @param messageBytes {@code max.message.bytes}, of a batch of records as it is sent
 * @param segmentBytes {@code segment.bytes}, of the same
 * @param createTime whether a record keeps the stamp that it is sent with
 * @param beforeMs how long before now a stamp may be, ms; checked where it is kept
 * @param afterMs how long after now a stamp may be, ms; the same
 * @param minInSync {@code min.insync.replicas}
 */
public record TopicLimits(
        String cleanup,
        long retentionMs,
        long retentionBytes,
        long messageBytes,
        long segmentBytes,
        boolean createTime,
        long beforeMs,
        long afterMs,
        int minInSync)
        implements Serializable {

    /** Of brokers before 3.6, for both directions. */
    private static final String DIFFERENCE = "message.timestamp.difference.max.ms";

    static TopicLimits of(Config topic) {
        long difference = number(topic, DIFFERENCE, Long.MAX_VALUE);
        return new TopicLimits(
                text(topic, TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE),
                number(topic, TopicConfig.RETENTION_MS_CONFIG, -1),
                number(topic, TopicConfig.RETENTION_BYTES_CONFIG, -1),
                number(topic, TopicConfig.MAX_MESSAGE_BYTES_CONFIG, Integer.MAX_VALUE),
                number(topic, TopicConfig.SEGMENT_BYTES_CONFIG, Integer.MAX_VALUE),
                text(topic, TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG, "CreateTime")
                        .equals("CreateTime"),
                number(topic, TopicConfig.MESSAGE_TIMESTAMP_BEFORE_MAX_MS_CONFIG, difference),
                number(topic, TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG, difference),
                Math.toIntExact(number(topic, TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, 1)));
    }

    /** Whether only the last record of a key is kept, and one without a key refused. */
    public boolean compacted() {
        return cleanup.contains(TopicConfig.CLEANUP_POLICY_COMPACT);
    }

    /** Whether a record is deleted when its stamp is too old, whenever it was written. */
    public boolean deletesByStamp() {
        return cleanup.contains(TopicConfig.CLEANUP_POLICY_DELETE)
                && retentionMs != -1
                && createTime;
    }

    private static String text(Config topic, String key, String absent) {
        ConfigEntry entry = topic.get(key);
        return entry == null || entry.value() == null ? absent : entry.value();
    }

    private static long number(Config topic, String key, long absent) {
        return Long.parseLong(text(topic, key, String.valueOf(absent)));
    }
}
