package io.barnhand.gait.job.pipeline.sink.kafka;

import io.barnhand.gait.job.pipeline.kafka.TopicLimits;
import io.barnhand.gait.operators.video.DeadLetterReason;
import java.util.Locale;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.compress.Compression;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.record.AbstractRecords;
import org.apache.kafka.common.record.CompressionType;
import org.apache.kafka.common.record.MemoryRecords;
import org.apache.kafka.common.record.RecordBatch;
import org.apache.kafka.common.record.SimpleRecord;

/**
 * Why a topic would refuse a record.
 *
 * @param reason as the dead letter has it
 * @param problem with the value seen, the same whenever the record is written
 * @param action what to do
 */
record RecordRefusal(DeadLetterReason reason, String problem, String action) {

    /**
     * Empty where nothing is known against the record.
     *
     * @param limits of the topic, or null where they are not known
     * @param requestBytes largest request of the client
     * @param compression of the client
     * @param nowMs time of writing, ms since the epoch
     */
    static Optional<RecordRefusal> of(
            ProducerRecord<byte[], byte[]> record,
            TopicLimits limits,
            long requestBytes,
            CompressionType compression,
            long nowMs) {
        int bytes = bytes(record);
        if (bytes > requestBytes) {
            return Optional.of(
                    tooLarge(
                            ProducerConfig.MAX_REQUEST_SIZE_CONFIG + " of the client",
                            bytes,
                            requestBytes));
        }
        if (limits == null) {
            return Optional.empty();
        }
        long batchBytes = Math.min(limits.messageBytes(), limits.segmentBytes());
        if (bytes > batchBytes && batch(record, compression) > batchBytes) {
            String setting =
                    limits.messageBytes() <= limits.segmentBytes()
                            ? TopicConfig.MAX_MESSAGE_BYTES_CONFIG
                            : TopicConfig.SEGMENT_BYTES_CONFIG;
            return Optional.of(tooLarge(setting + " of the topic", bytes, batchBytes));
        }
        if (limits.compacted() && record.key() == null) {
            return Optional.of(
                    new RecordRefusal(
                            DeadLetterReason.NO_KEY,
                            "cleanup.policy of the topic is "
                                    + limits.cleanup()
                                    + ", and the record has no key, as its camera is not known",
                            "set cleanup.policy=delete"));
        }
        return limits.createTime() ? stamp(record.timestamp(), limits, nowMs) : Optional.empty();
    }

    private static RecordRefusal tooLarge(String setting, int bytes, long maxBytes) {
        return new RecordRefusal(
                DeadLetterReason.RECORD_TOO_LARGE,
                String.format(
                        Locale.ROOT,
                        "the record has %d bytes, and %s is %d",
                        bytes,
                        setting,
                        maxBytes),
                "set it higher, or look for the cause of so large a record");
    }

    private static Optional<RecordRefusal> stamp(Long stampMs, TopicLimits limits, long nowMs) {
        if (stampMs == null) {
            return Optional.empty();
        }
        boolean old = nowMs - stampMs > limits.beforeMs();
        if (!old && stampMs - nowMs <= limits.afterMs()) {
            return Optional.empty();
        }
        String setting =
                old
                        ? TopicConfig.MESSAGE_TIMESTAMP_BEFORE_MAX_MS_CONFIG
                        : TopicConfig.MESSAGE_TIMESTAMP_AFTER_MAX_MS_CONFIG;
        return Optional.of(
                new RecordRefusal(
                        DeadLetterReason.REFUSED_TIME,
                        String.format(
                                Locale.ROOT,
                                "the event time is %d ms since 1970, and %s of the topic is %d",
                                stampMs,
                                setting,
                                old ? limits.beforeMs() : limits.afterMs()),
                        "set it higher"));
    }

    /** As the client counts it, without compression. */
    private static int bytes(ProducerRecord<byte[], byte[]> record) {
        return AbstractRecords.estimateSizeInBytesUpperBound(
                RecordBatch.CURRENT_MAGIC_VALUE,
                CompressionType.NONE,
                record.key(),
                record.value(),
                record.headers().toArray());
    }

    /** As a broker counts it where it comes alone, which the client sees to where it must. */
    private static int batch(ProducerRecord<byte[], byte[]> record, CompressionType compression) {
        long stampMs = record.timestamp() == null ? 0 : record.timestamp();
        return MemoryRecords.withRecords(
                        Compression.of(compression).build(),
                        new SimpleRecord(
                                stampMs, record.key(), record.value(), record.headers().toArray()))
                .sizeInBytes();
    }
}
