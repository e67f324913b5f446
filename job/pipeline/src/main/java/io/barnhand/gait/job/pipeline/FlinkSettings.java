package io.barnhand.gait.job.pipeline;

import java.time.Duration;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.BatchExecutionOptions;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.PipelineOptions;

/** The settings of Flink that the job needs wherever it runs. */
public final class FlinkSettings {

    private static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(10);

    /** A barrier waits for the segment being decoded, which may be an hour of video. */
    private static final Duration CHECKPOINT_TIMEOUT = Duration.ofHours(1);

    private static final int TOLERABLE_CHECKPOINT_FAILURES = 10;
    private static final int MAX_PARALLELISM = 128;

    private FlinkSettings() {}

    /**
     * @param mode batch or streaming
     * @param parallelism of every operator; 0 for Flink's default
     */
    public static Configuration of(RuntimeExecutionMode mode, int parallelism) {
        Configuration settings = new Configuration();
        settings.set(ExecutionOptions.RUNTIME_MODE, mode);
        // Crops are handed on by reference inside the vertex; copying them would cost more than
        // cutting them.
        settings.set(PipelineOptions.OBJECT_REUSE, true);
        settings.set(PipelineOptions.GENERIC_TYPES, false);
        settings.set(PipelineOptions.MAX_PARALLELISM, MAX_PARALLELISM);
        // An id derived from the graph changes with it, and then a savepoint no longer fits.
        settings.set(PipelineOptions.AUTO_GENERATE_UIDS, false);
        // Batch mode would size operators by bytes, and a thousand segment references are tiny.
        settings.set(BatchExecutionOptions.ADAPTIVE_AUTO_PARALLELISM_ENABLED, false);
        if (parallelism > 0) {
            settings.set(CoreOptions.DEFAULT_PARALLELISM, parallelism);
        }
        if (mode == RuntimeExecutionMode.STREAMING) {
            // Aligned, which is the default: a completed barrier shows the sources what has been
            // processed, and they keep so little in flight that it completes soon.
            settings.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, CHECKPOINT_INTERVAL);
            settings.set(CheckpointingOptions.ENABLE_UNALIGNED, false);
            settings.set(CheckpointingOptions.CHECKPOINTING_TIMEOUT, CHECKPOINT_TIMEOUT);
            settings.set(
                    CheckpointingOptions.TOLERABLE_FAILURE_NUMBER, TOLERABLE_CHECKPOINT_FAILURES);
        }
        return settings;
    }
}
