package io.barnhand.gait.job.pipeline.sink.kafka;

import io.barnhand.gait.job.formats.results.LineWriter;
import io.barnhand.gait.job.formats.results.RecordTraits;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.DefaultKafkaDatasetIdentifier;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacetProvider;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;

/**
 * Records of one topic. The key is camera and track with a slash between, so that a track is in
 * order; the camera alone where there is no track, none where there is no camera. The value is the
 * line of JSON as files have it, the header {@code run} names the run, the timestamp is the event
 * time.
 */
record KafkaRecords<T>(String topic, String run, RecordTraits<T> traits, LineWriter<T> writer)
        implements KafkaRecordSerializationSchema<T>, KafkaDatasetFacetProvider {

    static final String RUN = "run";

    @Override
    public ProducerRecord<byte[], byte[]> serialize(
            T value, KafkaSinkContext context, Long timestamp) {
        return new ProducerRecord<>(
                topic,
                null,
                stampMs(traits.timeUs().apply(value)),
                bytes(key(traits.camera().apply(value), traits.track().apply(value))),
                bytes(writer.write(value)),
                List.of(new RecordHeader(RUN, bytes(run))));
    }

    /** Names the topic, in which the sink searches for its open transactions. */
    @Override
    public Optional<KafkaDatasetFacet> getKafkaDatasetFacet() {
        return Optional.of(
                new DefaultKafkaDatasetFacet(
                        DefaultKafkaDatasetIdentifier.ofTopics(List.of(topic)), new Properties()));
    }

    private static String key(String camera, String track) {
        return camera == null || track == null ? camera : camera + "/" + track;
    }

    /**
     * Null where Kafka is to set it: brokers refuse stamps from the future, and one wrong clock of
     * a camera would stop the job. The line has the event time as it is.
     */
    private static Long stampMs(Long timeUs) {
        if (timeUs == null || timeUs < 0) {
            return null;
        }
        long ms = timeUs / 1000;
        return ms > System.currentTimeMillis() ? null : ms;
    }

    private static byte[] bytes(String text) {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }
}
