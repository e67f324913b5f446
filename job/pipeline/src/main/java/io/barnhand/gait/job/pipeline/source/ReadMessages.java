package io.barnhand.gait.job.pipeline.source;

import org.apache.flink.api.common.typeinfo.TypeInformation;
import org.apache.flink.connector.kafka.source.reader.deserializer.KafkaRecordDeserializationSchema;
import org.apache.flink.util.Collector;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/** Takes messages as they come: a message that is not a segment must not fail the source. */
final class ReadMessages implements KafkaRecordDeserializationSchema<SegmentMessage> {

    private static final long serialVersionUID = 1L;

    @Override
    public void deserialize(ConsumerRecord<byte[], byte[]> message, Collector<SegmentMessage> out) {
        out.collect(SegmentMessage.of(message));
    }

    @Override
    public TypeInformation<SegmentMessage> getProducedType() {
        return TypeInformation.of(SegmentMessage.class);
    }
}
