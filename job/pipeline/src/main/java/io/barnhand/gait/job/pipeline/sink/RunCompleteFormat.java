package io.barnhand.gait.job.pipeline.sink;

import io.barnhand.gait.job.pipeline.runs.RunEnd;
import io.barnhand.gait.job.pipeline.runs.RunState;
import org.apache.flink.api.common.io.FinalizeOnMaster;
import org.apache.flink.api.common.io.OutputFormat;
import org.apache.flink.configuration.Configuration;

/**
 * Writes nothing: the job's master calls it once all tasks have ended well, wherever that is and
 * whether or not anyone waits for the job.
 *
 * @param <T> records of the stream that it is put to
 */
public final class RunCompleteFormat<T> implements OutputFormat<T>, FinalizeOnMaster {

    private static final long serialVersionUID = 1L;

    private final RunEnd end;

    public RunCompleteFormat(RunEnd end) {
        this.end = end;
    }

    @Override
    public void configure(Configuration parameters) {}

    @Override
    public void open(InitializationContext context) {}

    @Override
    public void writeRecord(T record) {}

    @Override
    public void close() {}

    @Override
    public void finalizeGlobal(FinalizationContext context) {
        end.record(RunState.COMPLETE);
    }
}
