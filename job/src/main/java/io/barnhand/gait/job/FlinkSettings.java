package io.barnhand.gait.job;

import java.time.Duration;
import org.apache.flink.api.common.RuntimeExecutionMode;
import org.apache.flink.configuration.BatchExecutionOptions;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.ExecutionOptions;
import org.apache.flink.configuration.PipelineOptions;

/** What the job asks of Flink, wherever it runs. */
public final class FlinkSettings {

    private static final Duration CHECKPOINT_INTERVAL = Duration.ofSeconds(10);
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
        // Batch mode would size operators by bytes, and a thousand segment references are tiny.
        settings.set(BatchExecutionOptions.ADAPTIVE_AUTO_PARALLELISM_ENABLED, false);
        if (parallelism > 0) {
            settings.set(CoreOptions.DEFAULT_PARALLELISM, parallelism);
        }
        if (mode == RuntimeExecutionMode.STREAMING) {
            // Hours of work queue behind a few references: an aligned barrier would wait for them.
            settings.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, CHECKPOINT_INTERVAL);
            settings.set(CheckpointingOptions.ENABLE_UNALIGNED, true);
        }
        return settings;
    }
}
