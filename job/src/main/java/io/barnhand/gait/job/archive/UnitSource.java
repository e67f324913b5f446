package io.barnhand.gait.job.archive;

import io.barnhand.gait.operators.VideoSegment;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Hands the units of a work list out to the slots, one at a time and only when a slot has done the
 * one before: an archive of unequal recordings keeps all slots busy. After each unit comes a
 * watermark that is its index in the list.
 *
 * <p>A slot works on a unit in the call that emits it. So everything behind this source must be
 * chained to it, in streaming mode; a test asserts that of the job. Without checkpoints: what is
 * done is in the {@link Ledger}.
 */
final class UnitSource implements Source<VideoSegment, UnitSplit, Void> {

    private static final long serialVersionUID = 1L;

    private final WorkList work;
    private final Ledger ledger;
    private final int maxParallelism;

    /**
     * @param maxParallelism number of key groups of the job
     */
    UnitSource(WorkList work, Ledger ledger, int maxParallelism) {
        this.work = work;
        this.ledger = ledger;
        this.maxParallelism = maxParallelism;
    }

    @Override
    public Boundedness getBoundedness() {
        return Boundedness.BOUNDED;
    }

    @Override
    public SourceReader<VideoSegment, UnitSplit> createReader(SourceReaderContext context) {
        return new UnitReader(work, ledger, maxParallelism, context);
    }

    @Override
    public SplitEnumerator<UnitSplit, Void> createEnumerator(
            SplitEnumeratorContext<UnitSplit> context) {
        return new Enumerator(work, context);
    }

    @Override
    public SplitEnumerator<UnitSplit, Void> restoreEnumerator(
            SplitEnumeratorContext<UnitSplit> context, Void checkpoint) {
        throw new UnsupportedOperationException(NO_CHECKPOINTS);
    }

    @Override
    public SimpleVersionedSerializer<UnitSplit> getSplitSerializer() {
        return UnitSplit.SERIALIZER;
    }

    @Override
    public SimpleVersionedSerializer<Void> getEnumeratorCheckpointSerializer() {
        return new NothingSerializer();
    }

    static final String NO_CHECKPOINTS =
            "An archive is resumed by its ledger: run it without checkpoints";

    private static final class Enumerator implements SplitEnumerator<UnitSplit, Void> {

        private final SplitEnumeratorContext<UnitSplit> context;
        private final Deque<UnitSplit> left = new ArrayDeque<>();

        Enumerator(WorkList work, SplitEnumeratorContext<UnitSplit> context) {
            this.context = context;
            IntStream.range(0, work.units().size()).mapToObj(UnitSplit::new).forEach(left::add);
        }

        @Override
        public void start() {
            // Readers ask.
        }

        @Override
        public void handleSplitRequest(int subtask, String host) {
            UnitSplit next = left.poll();
            if (next == null) {
                context.signalNoMoreSplits(subtask);
            } else {
                context.assignSplit(next, subtask);
            }
        }

        @Override
        public void addSplitsBack(List<UnitSplit> splits, int subtask) {
            splits.forEach(left::addFirst);
        }

        @Override
        public void addReader(int subtask) {
            // It asks by itself.
        }

        @Override
        public Void snapshotState(long checkpoint) {
            throw new UnsupportedOperationException(NO_CHECKPOINTS);
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    }

    private static final class NothingSerializer implements SimpleVersionedSerializer<Void> {

        @Override
        public int getVersion() {
            return 1;
        }

        @Override
        public byte[] serialize(Void nothing) {
            return new byte[0];
        }

        @Override
        public Void deserialize(int version, byte[] bytes) {
            return null;
        }
    }
}
