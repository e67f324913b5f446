package io.barnhand.gait.job.cli.archive;

import io.barnhand.gait.job.cli.cluster.FollowedJob;
import io.barnhand.gait.job.cli.cluster.RemoteCluster;
import io.barnhand.gait.job.cli.cluster.RestAddress;
import io.barnhand.gait.job.cli.cluster.Submission;
import io.barnhand.gait.job.cli.ending.ShellLine;
import io.barnhand.gait.job.cli.run.JobProgress;
import io.barnhand.gait.job.configuration.RunOptions;
import io.barnhand.gait.job.pipeline.GaitJob;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import org.apache.flink.api.common.JobID;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.RestartStrategyOptions;
import org.apache.flink.runtime.client.JobStatusMessage;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/**
 * Jobs of an archive on a cluster. They keep running when this process ends; what fails of them,
 * with its TaskManager or without, is restarted.
 */
public final class ClusterJobs implements ArchiveJobs {

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

    /**
     * Failures that follow each other, as on a machine that lacks a model, end a job at last. Flink
     * waits five minutes for the slot of a machine that is gone: that may happen any number of
     * times, while the other slots do the work.
     */
    private static final int MAX_FAILURES = 30;

    private static final Duration APART = Duration.ofMinutes(3);

    private final RemoteCluster cluster;
    private final Submission submission;
    private final RunOptions options;
    private final PrintWriter err;
    private String run;
    private JobStatusMessage there;
    private int slots;

    /** Whether the job that is followed estimates keypoints. */
    private volatile Optional<Boolean> followed = Optional.empty();

    public ClusterJobs(
            RemoteCluster cluster, Submission submission, RunOptions options, PrintWriter err) {
        this.cluster = cluster;
        this.submission = submission;
        this.options = options;
        this.err = err;
    }

    @Override
    public Optional<RestAddress> cluster() {
        return Optional.of(cluster.address());
    }

    @Override
    public void prepare(String run, boolean resumed) {
        this.run = run;
        if (!resumed) {
            submission.requireNotRunning(run);
        }
        there = cluster.jobOf(run).orElse(null);
        slots = there == null ? submission.slots(options) : cluster.parallelism(there.getJobId());
    }

    @Override
    public boolean isRunning() {
        return there != null;
    }

    @Override
    public boolean follow(Callable<String> progressText) throws Exception {
        err.printf(
                Locale.ROOT,
                "Run %s is on %s as job %s, which is followed.%n",
                run,
                cluster.address(),
                there.getJobId());
        boolean keypoints = GaitJob.isKeypoints(there.getJobName());
        follow(new FollowedJob(cluster, there), keypoints, progressText);
        return !keypoints;
    }

    @Override
    public JobUse run(
            String name,
            Configuration settings,
            Consumer<StreamExecutionEnvironment> graph,
            Callable<String> progressText)
            throws Exception {
        submission.requireNotRunning(run);
        Configuration restarting = new Configuration(settings);
        restart(restarting);
        JobID job = submission.submit(name, restarting, slots, graph);
        err.printf(Locale.ROOT, "Run %s is on %s as job %s.%n", run, cluster.address(), job);
        follow(new FollowedJob(cluster, job, run), GaitJob.isKeypoints(name), progressText);
        return new JobUse(slots, Optional.empty());
    }

    private static void restart(Configuration settings) {
        settings.set(RestartStrategyOptions.RESTART_STRATEGY, "exponential-delay");
        settings.set(
                RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_INITIAL_BACKOFF,
                FIRST_PAUSE);
        settings.set(
                RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_MAX_BACKOFF,
                LONGEST_PAUSE);
        settings.set(
                RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_RESET_BACKOFF_THRESHOLD,
                APART);
        settings.set(
                RestartStrategyOptions.RESTART_STRATEGY_EXPONENTIAL_DELAY_ATTEMPTS, MAX_FAILURES);
    }

    private void follow(FollowedJob job, boolean keypoints, Callable<String> progressText)
            throws Exception {
        err.flush();
        followed = Optional.of(keypoints);
        try (JobProgress progress = new JobProgress(err)) {
            progress.follow(job, progressText);
        }
        followed = Optional.empty();
    }

    /** The second phase is in batch mode, which cannot be stopped and resumed. */
    @Override
    public Optional<String> kept(ShellLine resuming) {
        return followed.map(
                keypoints ->
                        String.format(
                                Locale.ROOT,
                                "The job of run %s keeps running on %s. To follow it: %s%s",
                                run,
                                cluster.address(),
                                resuming,
                                keypoints
                                        ? String.format(
                                                Locale.ROOT,
                                                "  To stop it: barnhand stop %s --jobmanager %s",
                                                run,
                                                cluster.address())
                                        : ""));
    }
}
