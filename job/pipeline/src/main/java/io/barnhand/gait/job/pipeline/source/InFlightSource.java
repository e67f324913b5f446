package io.barnhand.gait.job.pipeline.source;

import io.barnhand.gait.operators.stages.monitoring.CounterGroup;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.core.io.SimpleVersionedSerializer;
import org.apache.flink.metrics.MetricGroup;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * A source of segments, read by one subtask, that keeps a bounded number of them in flight; see
 * {@link InFlightLimit}. Its state is that of the source within, and fits it with and without the
 * limit.
 *
 * @param <T> record
 * @param <S> split
 * @param <C> state of the enumerator
 */
final class InFlightSource<T, S extends SourceSplit, C> implements Source<T, S, C> {

    private static final long serialVersionUID = 1L;

    private final Source<T, S, C> source;
    private final int slots;
    private final long intervalMs;

    private InFlightSource(Source<T, S, C> source, int slots, long intervalMs) {
        this.source = source;
        this.slots = slots;
        this.intervalMs = intervalMs;
    }

    /**
     * The source with a limit; without one where no checkpoint would ever raise it: in batch mode,
     * which needs none, and where checkpoints are off.
     */
    static <T, S extends SourceSplit, C> Source<T, S, C> limited(
            Source<T, S, C> source, StreamExecutionEnvironment env) {
        boolean streaming =
                env.getConfiguration().get(ExecutionOptions.RUNTIME_MODE)
                        == RuntimeExecutionMode.STREAMING;
        return streaming && env.getCheckpointConfig().isCheckpointingEnabled()
                ? new InFlightSource<>(
                        source,
                        env.getParallelism(),
                        env.getCheckpointConfig().getCheckpointInterval())
                : source;
    }

    @Override
    public SourceReader<T, S> createReader(SourceReaderContext context) throws Exception {
        InFlightLimit limit = new InFlightLimit(slots, intervalMs);
        MetricGroup counters = CounterGroup.SOURCE.in(context.metricGroup());
        counters.gauge("inFlightSegments", limit::inFlight);
        counters.gauge("inFlightLimitSegments", limit::limit);
        return new InFlightReader<>(source.createReader(context), limit);
    }

    @Override
    public Boundedness getBoundedness() {
        return source.getBoundedness();
    }

    @Override
    public SplitEnumerator<S, C> createEnumerator(SplitEnumeratorContext<S> context)
            throws Exception {
        return source.createEnumerator(context);
    }

    @Override
    public SplitEnumerator<S, C> restoreEnumerator(SplitEnumeratorContext<S> context, C state)
            throws Exception {
        return source.restoreEnumerator(context, state);
    }

    @Override
    public SimpleVersionedSerializer<S> getSplitSerializer() {
        return source.getSplitSerializer();
    }

    @Override
    public SimpleVersionedSerializer<C> getEnumeratorCheckpointSerializer() {
        return source.getEnumeratorCheckpointSerializer();
    }
}
