package io.barnhand.gait.job.pipeline.source;

import io.barnhand.gait.job.configuration.ConfigurationException;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.connector.kafka.source.KafkaSource;
import org.apache.flink.connector.kafka.source.enumerator.KafkaSourceEnumState;
import org.apache.flink.connector.kafka.source.split.KafkaPartitionSplit;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * A topic that is read from the start or from its own state alone: the connector would read the
 * topics of a state that is of another one as well, beside the configured. Its state is that of the
 * connector.
 */
final class OneTopicSource
        implements Source<SegmentMessage, KafkaPartitionSplit, KafkaSourceEnumState> {

    private static final long serialVersionUID = 1L;

    private final KafkaSource<SegmentMessage> source;
    private final String topic;

    OneTopicSource(KafkaSource<SegmentMessage> source, String topic) {
        this.source = source;
        this.topic = topic;
    }

    @Override
    public SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> restoreEnumerator(
            SplitEnumeratorContext<KafkaPartitionSplit> context, KafkaSourceEnumState state)
            throws Exception {
        TreeSet<String> others =
                state.splits().stream()
                        .map(split -> split.split().getTopic())
                        .collect(Collectors.toCollection(TreeSet::new));
        others.remove(topic);
        if (!others.isEmpty()) {
            throw isOf(String.join(", ", others), topic);
        }
        return source.restoreEnumerator(context, state);
    }

    /** The failure that state of another topic is. */
    static ConfigurationException isOf(String other, String topic) {
        return new ConfigurationException(
                String.format(
                        Locale.ROOT,
                        "source.kafka.topic is %s, but the savepoint or checkpoint is of a job that reads %s",
                        topic,
                        other),
                String.format(
                        Locale.ROOT,
                        "set source.kafka.topic to %s, or start with a run.id of its own and without the savepoint to read %s",
                        other,
                        topic));
    }

    @Override
    public SplitEnumerator<KafkaPartitionSplit, KafkaSourceEnumState> createEnumerator(
            SplitEnumeratorContext<KafkaPartitionSplit> context) {
        return source.createEnumerator(context);
    }

    @Override
    public SourceReader<SegmentMessage, KafkaPartitionSplit> createReader(
            SourceReaderContext context) throws Exception {
        return source.createReader(context);
    }

    @Override
    public Boundedness getBoundedness() {
        return source.getBoundedness();
    }

    @Override
    public SimpleVersionedSerializer<KafkaPartitionSplit> getSplitSerializer() {
        return source.getSplitSerializer();
    }

    @Override
    public SimpleVersionedSerializer<KafkaSourceEnumState> getEnumeratorCheckpointSerializer() {
        return source.getEnumeratorCheckpointSerializer();
    }
}
