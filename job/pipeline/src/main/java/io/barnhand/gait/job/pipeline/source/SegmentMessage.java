package io.barnhand.gait.job.pipeline.source;

import io.barnhand.gait.job.formats.json.SegmentLine;
import java.util.Arrays;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * A message of the topic that announces segments, as it came.
 *
 * @param topic name of the topic
 * @param partition of the topic
 * @param offset in the partition
 * @param timestampMs time of the message, ms since the epoch; negative where it has none
 * @param value no longer than one byte more than a segment may have; null where there is none
 */
public record SegmentMessage(
        String topic, int partition, long offset, long timestampMs, byte[] value) {

    static SegmentMessage of(ConsumerRecord<byte[], byte[]> message) {
        byte[] value = message.value();
        return new SegmentMessage(
                message.topic(),
                message.partition(),
                message.offset(),
                message.timestamp(),
                value != null && value.length > SegmentLine.MAX_BYTES
                        ? Arrays.copyOf(value, SegmentLine.MAX_BYTES + 1)
                        : value);
    }

    /** {@code topic-partition@offset}. */
    String place() {
        return topic + "-" + partition + "@" + offset;
    }
}
