package io.barnhand.gait.job.testing;

import io.barnhand.gait.job.configuration.RunOptions;
import io.barnhand.gait.job.pipeline.GaitJob;
import io.barnhand.gait.job.pipeline.sink.GaitSinks;
import io.barnhand.gait.operators.gait.settings.GaitSettings;
import io.barnhand.gait.operators.gait.settings.KeypointTraits;
import java.time.Duration;
import org.apache.flink.configuration.CheckpointingOptions;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * A job of {@link SyntheticTrackSource} in this process, with a checkpoint every 300 ms where it is
 * live; it restarts after any failure.
 */
public final class TestJob {

    private static final Duration SOON = Duration.ofMillis(300);

    private TestJob() {}

    /** Starts it without state. */
    public static JobClient start(SyntheticTrackSource tracks, GaitSinks sinks, RunOptions run)
            throws Exception {
        return start(tracks, sinks, run, new Configuration());
    }

    /** Starts it from a savepoint. */
    public static JobClient restore(
            SyntheticTrackSource tracks, GaitSinks sinks, RunOptions run, String savepoint)
            throws Exception {
        return start(
                tracks,
                sinks,
                run,
                new Configuration().set(StateRecoveryOptions.SAVEPOINT_PATH, savepoint));
    }

    /**
     * Starts it.
     *
     * @param more settings of Flink
     */
    public static JobClient start(
            SyntheticTrackSource tracks, GaitSinks sinks, RunOptions run, Configuration more)
            throws Exception {
        GaitJob job =
                new GaitJob(
                        tracks, GaitSettings.of(0.3, KeypointTraits.AP10K_UNGULATE), sinks, run);
        Configuration settings = settings(job.flinkSettings());
        settings.addAll(more);
        StreamExecutionEnvironment env =
                StreamExecutionEnvironment.createLocalEnvironment(settings);
        job.build(env);
        return env.executeAsync(run.id());
    }

    /** Settings of a job that restarts soon and takes little memory. */
    public static Configuration settings(Configuration job) {
        Configuration settings = new Configuration(job);
        if (settings.contains(CheckpointingOptions.CHECKPOINTING_INTERVAL)) {
            settings.set(CheckpointingOptions.CHECKPOINTING_INTERVAL, SOON);
        }
        settings.set(RestartStrategyOptions.RESTART_STRATEGY, "fixed-delay");
        settings.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_ATTEMPTS, 1000);
        settings.set(RestartStrategyOptions.RESTART_STRATEGY_FIXED_DELAY_DELAY, SOON);
        settings.set(TaskManagerOptions.NETWORK_MEMORY_MIN, MemorySize.ofMebiBytes(64));
        settings.set(TaskManagerOptions.NETWORK_MEMORY_MAX, MemorySize.ofMebiBytes(64));
        settings.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MemorySize.ofMebiBytes(64));
        return settings;
    }
}
