package io.barnhand.gait.job.cli.publish;

import io.barnhand.gait.job.formats.json.SegmentLine;
import io.barnhand.gait.job.pipeline.kafka.KafkaConnection;
import io.barnhand.gait.operators.video.VideoSegment;
import java.io.IOException;
import java.util.Locale;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * The topic that segments are announced on, one after the other: acknowledged by all replicas and
 * without duplicates of the client's own retries. The key is the camera, so that its segments stay
 * in order.
 */
final class SegmentTopic implements AutoCloseable {

    private final String topic;
    private final KafkaProducer<String, String> producer;

    SegmentTopic(KafkaConnection connection, String topic) {
        this.topic = topic;
        Properties properties = connection.properties();
        properties.put(ProducerConfig.ACKS_CONFIG, "all");
        properties.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        producer = new KafkaProducer<>(properties, new StringSerializer(), new StringSerializer());
    }

    /**
     * Returns when the brokers have it.
     *
     * @throws IllegalArgumentException if it is no segment that a job would read
     * @throws IOException if the brokers do not take it, in about two minutes; it may be there
     *     nevertheless
     */
    void announce(VideoSegment segment) throws IOException, InterruptedException {
        String line = SegmentLine.write(segment);
        try {
            producer.send(new ProducerRecord<>(topic, segment.camera(), line)).get();
        } catch (ExecutionException e) {
            throw refused(e.getCause());
        } catch (KafkaException e) {
            throw refused(e);
        }
    }

    private IOException refused(Throwable cause) {
        return new IOException(
                String.format(
                        Locale.ROOT,
                        "the brokers did not take a segment for the topic %s (%s: %s); check that they run and that this user may write there",
                        topic,
                        cause.getClass().getSimpleName(),
                        cause.getMessage()),
                cause);
    }

    @Override
    public void close() {
        producer.close();
    }
}
