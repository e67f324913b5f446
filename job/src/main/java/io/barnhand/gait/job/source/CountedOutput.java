package io.barnhand.gait.job.source;

import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.ReaderOutput;
import org.apache.flink.api.connector.source.SourceOutput;

/** Counts the records that a reader gives out, by whatever of its outputs. */
final class CountedOutput<T> implements ReaderOutput<T> {

    private final ReaderOutput<T> output;
    private final Runnable count;

    /**
     * @param count called for every record
     */
    CountedOutput(ReaderOutput<T> output, Runnable count) {
        this.output = output;
        this.count = count;
    }

    /** Whether this is what counts for an output. */
    boolean isOf(ReaderOutput<T> other) {
        return output == other;
    }

    @Override
    public void collect(T value) {
        count.run();
        output.collect(value);
    }

    @Override
    public void collect(T value, long timestamp) {
        count.run();
        output.collect(value, timestamp);
    }

    @Override
    public void emitWatermark(Watermark watermark) {
        output.emitWatermark(watermark);
    }

    @Override
    public void markIdle() {
        output.markIdle();
    }

    @Override
    public void markActive() {
        output.markActive();
    }

    @Override
    public SourceOutput<T> createOutputForSplit(String split) {
        SourceOutput<T> ofSplit = output.createOutputForSplit(split);
        return new SourceOutput<>() {
            @Override
            public void collect(T value) {
                count.run();
                ofSplit.collect(value);
            }

            @Override
            public void collect(T value, long timestamp) {
                count.run();
                ofSplit.collect(value, timestamp);
            }

            @Override
            public void emitWatermark(Watermark watermark) {
                ofSplit.emitWatermark(watermark);
            }

            @Override
            public void markIdle() {
                ofSplit.markIdle();
            }

            @Override
            public void markActive() {
                ofSplit.markActive();
            }
        };
    }

    @Override
    public void releaseOutputForSplit(String split) {
        output.releaseOutputForSplit(split);
    }
}
