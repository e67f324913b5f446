package io.barnhand.gait.job.pipeline.source;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceEvent;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceSplit;
import org.apache.flink.core.io.InputStatus;

/**
 * A reader that gives a record only while an {@link InFlightLimit} allows one. Flink's own reader
 * with a limit does not pass completed checkpoints to the reader within, so that Kafka's offsets
 * would never be committed.
 */
final class InFlightReader<T, S extends SourceSplit> implements SourceReader<T, S> {

    private final SourceReader<T, S> reader;
    private final InFlightLimit limit;

    /**
     * Counts the records of the last output: the status of some readers does not show that they
     * emitted one.
     */
    private CountedOutput<T> counted;

    /** Completed when the limit may allow a record again. */
    private CompletableFuture<Void> checkpoint = new CompletableFuture<>();

    InFlightReader(SourceReader<T, S> reader, InFlightLimit limit) {
        this.reader = reader;
        this.limit = limit;
    }

    @Override
    public void start() {
        reader.start();
    }

    @Override
    public InputStatus pollNext(ReaderOutput<T> output) throws Exception {
        if (!limit.allows()) {
            return InputStatus.NOTHING_AVAILABLE;
        }
        if (counted == null || !counted.isOf(output)) {
            counted = new CountedOutput<>(output, limit::sent);
        }
        return reader.pollNext(counted);
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
        return limit.allows() ? reader.isAvailable() : checkpoint;
    }

    @Override
    public List<S> snapshotState(long checkpointId) {
        limit.barrier(checkpointId, nowMs());
        return reader.snapshotState(checkpointId);
    }

    @Override
    public void notifyCheckpointComplete(long checkpointId) throws Exception {
        limit.completed(checkpointId, nowMs());
        CompletableFuture<Void> waiting = checkpoint;
        checkpoint = new CompletableFuture<>();
        waiting.complete(null);
        reader.notifyCheckpointComplete(checkpointId);
    }

    @Override
    public void notifyCheckpointAborted(long checkpointId) throws Exception {
        limit.aborted(checkpointId);
        reader.notifyCheckpointAborted(checkpointId);
    }

    @Override
    public void addSplits(List<S> splits) {
        reader.addSplits(splits);
    }

    @Override
    public void notifyNoMoreSplits() {
        reader.notifyNoMoreSplits();
    }

    @Override
    public void handleSourceEvents(SourceEvent event) {
        reader.handleSourceEvents(event);
    }

    @Override
    public void pauseOrResumeSplits(Collection<String> pause, Collection<String> resume) {
        reader.pauseOrResumeSplits(pause, resume);
    }

    @Override
    public void close() throws Exception {
        reader.close();
    }

    private static long nowMs() {
        return System.nanoTime() / 1_000_000;
    }
}
