package io.barnhand.gait.job.pipeline.source;

import org.apache.flink.api.common.eventtime.Watermark;
import org.apache.flink.api.connector.source.SourceOutput;

/** Counts the records that go to an output. */
class CountedSplitOutput<T> implements SourceOutput<T> {

    private final SourceOutput<T> output;
    private final Runnable count;

    /**
     * @param count called for every record
     */
    CountedSplitOutput(SourceOutput<T> output, Runnable count) {
        this.output = output;
        this.count = count;
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
}
