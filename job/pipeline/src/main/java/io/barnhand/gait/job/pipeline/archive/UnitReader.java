package io.barnhand.gait.job.pipeline.archive;

import io.barnhand.gait.operators.video.VideoSegment;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.core.io.InputStatus;
import org.apache.flink.runtime.state.KeyGroupRangeAssignment;

/** Emits the segments of the unit that its slot processes; see {@link UnitSource}. */
final class UnitReader implements SourceReader<VideoSegment, UnitSplit> {

    private final WorkList work;
    private final Ledger ledger;
    private final int maxParallelism;
    private final SourceReaderContext context;
    private CompletableFuture<Void> available = new CompletableFuture<>();
    private UnitSplit split;
    private Iterator<VideoSegment> segments;
    private String key;
    private boolean noMore;

    UnitReader(WorkList work, Ledger ledger, int maxParallelism, SourceReaderContext context) {
        this.work = work;
        this.ledger = ledger;
        this.maxParallelism = maxParallelism;
        this.context = context;
    }

    @Override
    public void start() {
        context.sendSplitRequest();
    }

    @Override
    public void addSplits(List<UnitSplit> splits) {
        split = splits.get(0);
        if (ledger.isDone(unit())) {
            // The message did not arrive before this subtask, or the JobManager, died.
            split = null;
            context.sendSplitRequest();
            return;
        }
        segments = null;
        key = localKey();
        available.complete(null);
    }

    @Override
    public InputStatus pollNext(ReaderOutput<VideoSegment> output) throws IOException {
        if (split == null) {
            return noMore ? InputStatus.END_OF_INPUT : InputStatus.NOTHING_AVAILABLE;
        }
        if (segments == null) {
            SharedPaths.requireLedger(ledger);
            SharedPaths.requireFootage(unit());
            segments = unit().segments().iterator();
        }
        if (segments.hasNext()) {
            VideoSegment segment = segments.next();
            output.collect(segment.withUnit(key), segment.startUs());
            return InputStatus.MORE_AVAILABLE;
        }
        output.emitWatermark(new Watermark(split.index()));
        ledger.done(unit());
        split = null;
        available = new CompletableFuture<>();
        context.sendSplitRequest();
        return InputStatus.NOTHING_AVAILABLE;
    }

    private ArchiveUnit unit() {
        return work.units().get(split.index());
    }

    /** The unit's key, with a number behind it that makes it one of this slot's keys. */
    private String localKey() {
        String unit = unit().segments().get(0).unit();
        for (int i = 0; ; i++) {
            String candidate = unit + "#" + i;
            int slot =
                    KeyGroupRangeAssignment.assignKeyToParallelOperator(
                            candidate, maxParallelism, context.currentParallelism());
            if (slot == context.getIndexOfSubtask()) {
                return candidate;
            }
        }
    }

    @Override
    public void notifyNoMoreSplits() {
        noMore = true;
        available.complete(null);
    }

    @Override
    public CompletableFuture<Void> isAvailable() {
        return available;
    }

    @Override
    public List<UnitSplit> snapshotState(long checkpoint) {
        throw new UnsupportedOperationException(UnitSource.NO_CHECKPOINTS);
    }

    @Override
    public void close() {
        // Nothing is open.
    }
}
