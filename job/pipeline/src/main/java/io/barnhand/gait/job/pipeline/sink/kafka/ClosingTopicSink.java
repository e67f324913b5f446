package io.barnhand.gait.job.pipeline.sink.kafka;

import java.io.IOException;
import java.lang.reflect.Field;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.sink2.Committer;
import org.apache.flink.api.connector.sink2.CommitterInitContext;
import org.apache.flink.api.connector.sink2.CommittingSinkWriter;
import org.apache.flink.api.connector.sink2.Sink;
import org.apache.flink.api.connector.sink2.SinkWriter;
import org.apache.flink.api.connector.sink2.StatefulSinkWriter;
import org.apache.flink.api.connector.sink2.SupportsCommitter;
import org.apache.flink.api.connector.sink2.SupportsWriterState;
import org.apache.flink.api.connector.sink2.WriterInitContext;
import org.apache.flink.connector.kafka.sink.KafkaSink;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.streaming.api.connector.sink2.CommittableMessage;
import org.apache.flink.streaming.api.connector.sink2.SupportsPostCommitTopology;
import org.apache.flink.streaming.api.datastream.DataStream;
import org.apache.kafka.clients.admin.Admin;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The connector's sink, whose writer closes badly in two ways. It throws where the broker is gone,
 * which Flink treats as the failure of the TaskManager; {@code flush} has reported the records that
 * it could not write already, or they are behind the checkpoint that the job returns to. And with
 * transactions it leaves open the client that searches for those of earlier attempts: each one
 * keeps a thread, a connection and the job's class loader as long as the TaskManager lives, and
 * every restart of a job leaves another.
 *
 * <p>State and transactions are the connector's own; a savepoint of either fits the other.
 */
final class ClosingTopicSink<T>
        implements Sink<T>,
                SupportsWriterState<T, Object>,
                SupportsCommitter<Object>,
                SupportsPostCommitTopology<Object> {

    private static final long serialVersionUID = 1L;
    private static final Logger LOG = LoggerFactory.getLogger(ClosingTopicSink.class);

    private final KafkaSink<T> topic;
    private final boolean exactlyOnce;

    ClosingTopicSink(KafkaSink<T> topic, boolean exactlyOnce) {
        this.topic = topic;
        this.exactlyOnce = exactlyOnce;
    }

    @Override
    public SinkWriter<T> createWriter(WriterInitContext context) throws IOException {
        return new ClosingWriter<>(topic.createWriter(context), exactlyOnce);
    }

    @Override
    public StatefulSinkWriter<T, Object> restoreWriter(
            WriterInitContext context, Collection<Object> states) throws IOException {
        return new ClosingWriter<>(
                this.<SupportsWriterState<T, Object>>kafka().restoreWriter(context, states),
                exactlyOnce);
    }

    @Override
    public SimpleVersionedSerializer<Object> getWriterStateSerializer() {
        return this.<SupportsWriterState<T, Object>>kafka().getWriterStateSerializer();
    }

    @Override
    public Committer<Object> createCommitter(CommitterInitContext context) throws IOException {
        return this.<SupportsCommitter<Object>>kafka().createCommitter(context);
    }

    @Override
    public SimpleVersionedSerializer<Object> getCommittableSerializer() {
        return this.<SupportsCommitter<Object>>kafka().getCommittableSerializer();
    }

    @Override
    public void addPostCommitTopology(DataStream<CommittableMessage<Object>> committed) {
        this.<SupportsPostCommitTopology<Object>>kafka().addPostCommitTopology(committed);
    }

    /** Its state and its transactions are of classes that only the connector can name. */
    @SuppressWarnings("unchecked")
    private <S> S kafka() {
        return (S) topic;
    }

    private static final class ClosingWriter<T>
            implements StatefulSinkWriter<T, Object>, CommittingSinkWriter<T, Object> {

        private final StatefulSinkWriter<T, Object> state;
        private final CommittingSinkWriter<T, Object> transactions;
        private final boolean exactlyOnce;

        @SuppressWarnings("unchecked")
        ClosingWriter(SinkWriter<T> kafka, boolean exactlyOnce) {
            this.exactlyOnce = exactlyOnce;
            state = (StatefulSinkWriter<T, Object>) kafka;
            transactions = (CommittingSinkWriter<T, Object>) kafka;
        }

        @Override
        public void write(T value, Context context) throws IOException, InterruptedException {
            state.write(value, context);
        }

        @Override
        public void flush(boolean endOfInput) throws IOException, InterruptedException {
            state.flush(endOfInput);
        }

        @Override
        public void writeWatermark(Watermark watermark) throws IOException, InterruptedException {
            state.writeWatermark(watermark);
        }

        @Override
        public Collection<Object> prepareCommit() throws IOException, InterruptedException {
            return transactions.prepareCommit();
        }

        @Override
        public List<Object> snapshotState(long checkpoint) throws IOException {
            return state.snapshotState(checkpoint);
        }

        @Override
        public void close() {
            try {
                state.close();
            } catch (Exception e) {
                LOG.warn("Records that were not written yet will be written again", e);
            } finally {
                if (exactlyOnce) {
                    closeAdmin();
                }
            }
        }

        private void closeAdmin() {
            try {
                Field field = state.getClass().getDeclaredField("adminClient");
                field.setAccessible(true);
                Admin admin = (Admin) field.get(state);
                if (admin != null) {
                    admin.close(Duration.ZERO);
                }
            } catch (ReflectiveOperationException e) {
                LOG.warn(
                        "This version of Kafka's connector is not the expected one; a client may stay open",
                        e);
            }
        }
    }
}
