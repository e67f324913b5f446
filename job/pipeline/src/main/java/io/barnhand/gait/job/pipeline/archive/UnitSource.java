package io.barnhand.gait.job.pipeline.archive;

import io.barnhand.gait.operators.video.VideoSegment;
import org.apache.flink.api.connector.source.Boundedness;
import org.apache.flink.api.connector.source.Source;
import org.apache.flink.api.connector.source.SourceReader;
import org.apache.flink.api.connector.source.SourceReaderContext;
import org.apache.flink.api.connector.source.SplitEnumerator;
import org.apache.flink.api.connector.source.SplitEnumeratorContext;
import org.apache.flink.core.io.SimpleVersionedSerializer;

/**
 * Hands out the units of a work list to the slots, one at a time and only when a slot has done the
 * one before: an archive of unequal recordings keeps all slots busy. After each unit comes a
 * watermark that is its index in the list. Where a part of the job fails and is restarted, only the
 * units that it was processing are done again; see {@link UnitEnumerator}.
 *
 * <p>A slot processes a unit in the call that emits it. So every operator behind this source must
 * be chained to it, in streaming mode; a test asserts that of the job. Without checkpoints: the
 * units that are done are in the {@link Ledger}.
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
        return new UnitEnumerator(work, context);
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
            "An archive with checkpoints, though it is resumed by its ledger; run it without";

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
