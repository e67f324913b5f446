package io.barnhand.gait.job.pipeline.source;

import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceOutput;

/** Counts the records that a reader gives out, by whatever of its outputs. */
final class CountedOutput<T> extends CountedSplitOutput<T> implements ReaderOutput<T> {

    private final ReaderOutput<T> output;
    private final Runnable count;

    /**
     * @param count called for every record
     */
    CountedOutput(ReaderOutput<T> output, Runnable count) {
        super(output, count);
        this.output = output;
        this.count = count;
    }

    /** Whether this counts the records of an output. */
    boolean isOf(ReaderOutput<T> other) {
        return output == other;
    }

    @Override
    public SourceOutput<T> createOutputForSplit(String split) {
        return new CountedSplitOutput<>(output.createOutputForSplit(split), count);
    }

    @Override
    public void releaseOutputForSplit(String split) {
        output.releaseOutputForSplit(split);
    }
}
