package io.barnhand.gait.job.pipeline.sink.kafka;

import io.barnhand.gait.job.configuration.ConfigurationException;
import io.barnhand.gait.job.pipeline.kafka.KafkaConnection;
import io.barnhand.gait.job.pipeline.kafka.KafkaTopics;
import io.barnhand.gait.job.pipeline.kafka.TopicLimits;
import io.barnhand.gait.operators.stages.monitoring.BoundedLabels;
import io.barnhand.gait.operators.stages.monitoring.CounterGroup;
import io.barnhand.gait.operators.video.DeadLetter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.flink.api.common.serialization.SerializationSchema;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.GlobalConfiguration;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacet;
import org.apache.flink.connector.kafka.lineage.KafkaDatasetFacetProvider;
import org.apache.flink.connector.kafka.sink.KafkaRecordSerializationSchema;
import org.apache.flink.metrics.Counter;
import org.apache.flink.metrics.MetricGroup;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.record.CompressionType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Records of a topic without those that it would refuse. One refused record fails the transaction,
 * or the batch, of many others, and again after every restart; so it is found before it is sent and
 * kept among the {@link RefusedRecords}. The settings of the topic are read when a job starts or
 * restarts: where they are changed while it runs, a refused record fails it once.
 */
final class AcceptedRecords<T>
        implements KafkaRecordSerializationSchema<T>, KafkaDatasetFacetProvider {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(AcceptedRecords.class);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** Kafka's default of the client. */
    private static final long REQUEST_BYTES = 1_048_576;

    private final KafkaConnection connection;
    private final KafkaRecords<T> records;
    private final String name;
    private final String folder;

    private transient TopicLimits limits;
    private transient long requestBytes;
    private transient CompressionType compression;
    private transient RefusedRecords refused;
    private transient BoundedLabels<Counter> reasons;

    /**
     * @param name of the sink within the job
     * @param folder for those that are refused, of a sink or of checkpoints; null for the folder of
     *     checkpoints that the TaskManager is configured with
     */
    AcceptedRecords(
            KafkaConnection connection, KafkaRecords<T> records, String name, String folder) {
        this.connection = connection;
        this.records = records;
        this.name = name;
        this.folder = folder;
    }

    @Override
    public void open(
            SerializationSchema.InitializationContext context, KafkaSinkContext sinkContext) {
        requestBytes = number(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, REQUEST_BYTES);
        String codec = connection.settings().get(ProducerConfig.COMPRESSION_TYPE_CONFIG);
        compression = codec == null ? CompressionType.NONE : CompressionType.forName(codec.strip());
        limits = limits();
        MetricGroup sink = CounterGroup.SINK.in(context.getMetricGroup());
        reasons =
                new BoundedLabels<>(
                        8, reason -> sink.addGroup("reason", reason).counter("refusedRecords"));
    }

    @Override
    public ProducerRecord<byte[], byte[]> serialize(
            T value, KafkaSinkContext context, Long timestamp) {
        ProducerRecord<byte[], byte[]> record = records.serialize(value, context, timestamp);
        Optional<RecordRefusal> refusal =
                RecordRefusal.of(
                        record, limits, requestBytes, compression, System.currentTimeMillis());
        if (refusal.isEmpty()) {
            return record;
        }
        keep(refusal.get(), value, record);
        return null;
    }

    @Override
    public Optional<KafkaDatasetFacet> getKafkaDatasetFacet() {
        return records.getKafkaDatasetFacet();
    }

    private void keep(RecordRefusal refusal, T value, ProducerRecord<byte[], byte[]> record) {
        DeadLetter letter =
                DeadLetter.of(
                        refusal.reason(),
                        records.traits().camera().apply(value),
                        null,
                        "topic " + record.topic(),
                        String.format(
                                Locale.ROOT,
                                "The topic %s would refuse a record: %s; %s",
                                record.topic(),
                                refusal.problem(),
                                refusal.action()),
                        records.traits().timeUs().apply(value));
        try {
            if (refused == null) {
                refused = new RefusedRecords(RefusedRecords.below(folder(), records.run()));
            }
            if (refused.keep(name, records.run(), letter, record)) {
                reasons.of(refusal.reason().key()).inc();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "A record that its topic refuses cannot be kept: " + e.getMessage(), e);
        }
    }

    /** Null where they cannot be read: what is refused then fails the job, and is not lost. */
    private TopicLimits limits() {
        try {
            return KafkaTopics.limits(connection, List.of(records.topic()), PATIENCE)
                    .map(found -> found.get(records.topic()))
                    .orElse(null);
        } catch (ConfigurationException e) {
            LOG.warn(
                    "The settings of the topic {} are not known: {}",
                    records.topic(),
                    e.toString());
            return null;
        }
    }

    private String folder() {
        return folder != null
                ? folder
                : GlobalConfiguration.loadConfiguration()
                        .getOptional(CheckpointingOptions.CHECKPOINTS_DIRECTORY)
                        .orElseGet(() -> System.getProperty("java.io.tmpdir"));
    }

    private long number(String key, long absent) {
        String given = connection.settings().get(key);
        return given != null && given.strip().matches("\\d{1,10}")
                ? Long.parseLong(given.strip())
                : absent;
    }
}
