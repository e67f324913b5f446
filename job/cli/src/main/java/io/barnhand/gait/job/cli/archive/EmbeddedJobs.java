package io.barnhand.gait.job.cli.archive;

import io.barnhand.gait.job.cli.cluster.RestAddress;
import io.barnhand.gait.job.cli.ending.ShellLine;
import io.barnhand.gait.job.cli.run.CpuShares;
import io.barnhand.gait.job.cli.run.EmbeddedRun;
import io.barnhand.gait.job.cli.run.JobProgress;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Jobs of an archive on a Flink inside this process. What fails there is not tried again. */
public record EmbeddedJobs(PrintWriter err) implements ArchiveJobs {

    @Override
    public Optional<RestAddress> cluster() {
        return Optional.empty();
    }

    @Override
    public void prepare(String run, boolean resumed) {
        // There are slots, and no jobs.
    }

    @Override
    public boolean isRunning() {
        return false;
    }

    @Override
    public boolean follow(Callable<String> progressText) {
        throw new IllegalStateException("Jobs end with their process");
    }

    @Override
    public Optional<String> kept(ShellLine resuming) {
        return Optional.empty();
    }

    @Override
    public JobUse run(
            String name,
            Configuration settings,
            Consumer<StreamExecutionEnvironment> graph,
            Callable<String> progressText)
            throws Exception {
        StreamExecutionEnvironment env = EmbeddedRun.environment(settings);
        graph.accept(env);
        Duration before = processCpu();
        Map<String, Object> accumulators;
        try (JobProgress progress = new JobProgress(err)) {
            accumulators = progress.follow(EmbeddedRun.start(env, name), progressText);
        }
        Duration all = processCpu().minus(before);
        return new JobUse(
                env.getParallelism(),
                all.isZero() ? Optional.empty() : Optional.of(new CpuShares(accumulators, all)));
    }

    /** Zero where it is not known. */
    private static Duration processCpu() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }
}
