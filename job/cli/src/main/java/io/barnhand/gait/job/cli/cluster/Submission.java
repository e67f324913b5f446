package io.barnhand.gait.job.cli.cluster;

import io.barnhand.gait.job.analysis.text.Counted;
import io.barnhand.gait.job.configuration.JobConfiguration;
import io.barnhand.gait.job.configuration.RunOptions;
import io.barnhand.gait.job.pipeline.ClaimedStart;
import io.barnhand.gait.job.pipeline.Destinations;
import io.barnhand.gait.job.pipeline.GaitJob;
import io.barnhand.gait.job.pipeline.restart.RunRestart;
import io.barnhand.gait.job.pipeline.restart.SavepointRestore;
import io.barnhand.gait.models.Printable;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.StateRecoveryOptions;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.rest.handler.legacy.messages.ClusterOverviewWithVersion;
import org.apache.flink.runtime.rest.messages.job.JobDetailsInfo;
import org.apache.flink.runtime.rest.messages.job.JobDetailsInfo.JobVertexDetailsInfo;
import org.apache.flink.streaming.api.environment.RemoteStreamEnvironment;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.apache.flink.util.ExceptionUtils;

/**
 * Brings a job onto a cluster. The graph is made here, from the configuration and the files that it
 * names on this machine, and travels with the job's jar: nothing of it is on a command line, and
 * the cluster need not have the configuration.
 */
public final class Submission {

    /** Tasks start within seconds; loading models on a busy machine takes a while. */
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private static final Duration POLL = Duration.ofMillis(500);

    private final RemoteCluster cluster;
    private final Path jar;

    /**
     * @param home folder of the project, with the job's jar
     * @throws ClusterException if the jar is not there
     */
    public Submission(RemoteCluster cluster, Path home) {
        this.cluster = cluster;
        jar = ClusterJar.below(home);
    }

    /**
     * Submits a job and waits until its tasks run, which is after they have loaded their models. A
     * job that fails before that is cancelled.
     *
     * @param restore where the user wants the job to resume
     * @param out gets where it does
     * @throws io.barnhand.gait.job.configuration.ConfigurationException if the configuration, or
     *     what it points at, is not as it must be
     * @throws ClusterException if the cluster cannot run it
     */
    public JobID submit(
            JobConfiguration configuration, String run, SavepointRestore restore, PrintWriter out)
            throws Exception {
        int slots = slots(configuration.run());
        requireNotRunning(run);
        GaitJob gait = GaitJob.of(configuration, run);
        String name = GaitJob.name(run);
        RunRestart restart =
                GaitJob.restart(
                        configuration, run, restore, cluster.checkpointFolder().orElse(null));
        restart.find(Destinations.of(configuration).hasBegun(run));
        restart.require(
                () ->
                        gait.graph(
                                StreamExecutionEnvironment.getExecutionEnvironment(
                                        gait.flinkSettings()),
                                name));
        Configuration settings = gait.flinkSettings();
        // Noted before it is claimed: a start that is killed in between begins again.
        restart.applyTo(settings);
        ClaimedStart claimed = ClaimedStart.elsewhere(configuration, run);
        JobID job;
        try {
            restart.text().stream().map(Printable::text).forEach(out::println);
            out.flush();
            gait.describe();
            job = handOver(name, settings, slots, env -> gait.graph(env, name));
        } catch (Exception e) {
            claimed.release();
            throw e instanceof ClusterException failure
                    ? restart.explained(failure.getMessage(), failure).orElse(failure)
                    : e;
        }
        try {
            awaitStart(job, name);
            return job;
        } catch (ClusterException e) {
            claimed.aborted();
            throw restart.explained(e.getMessage(), e).orElse(e);
        }
    }

    /**
     * The same for any job of a run.
     *
     * @param name as {@link GaitJob#run} understands it
     * @param settings of the job
     * @param graph adds it to an environment
     */
    public JobID submit(
            String name,
            Configuration settings,
            int slots,
            Consumer<StreamExecutionEnvironment> graph)
            throws Exception {
        JobID job =
                handOver(
                        name,
                        settings,
                        slots,
                        env -> {
                            graph.accept(env);
                            StreamGraph made = env.getStreamGraph();
                            made.setJobName(name);
                            return made;
                        });
        awaitStart(job, name);
        return job;
    }

    private JobID handOver(
            String name,
            Configuration settings,
            int slots,
            Function<StreamExecutionEnvironment, StreamGraph> graph)
            throws Exception {
        Configuration all = cluster.address().settings();
        all.addAll(settings);
        all.set(CoreOptions.DEFAULT_PARALLELISM, slots);
        try (RemoteStreamEnvironment env =
                new RemoteStreamEnvironment(
                        cluster.address().host(), cluster.address().port(), all, jar.toString())) {
            return handOver(env, graph.apply(env), name);
        }
    }

    private static JobID handOver(RemoteStreamEnvironment env, StreamGraph graph, String name) {
        try {
            return env.executeAsync(graph).getJobID();
        } catch (Exception e) {
            String check =
                    env.getConfiguration().get(StateRecoveryOptions.SAVEPOINT_PATH) == null
                            ? "that its Flink has the version that the job's jar is built for"
                            : "that the savepoint is of this job and can be read there";
            throw new ClusterException(
                    String.format(
                            Locale.ROOT,
                            "The cluster did not take the job of run %s (%s)",
                            GaitJob.run(name).orElseThrow(),
                            FailureCause.in(ExceptionUtils.stringifyException(e))),
                    "check " + check,
                    e);
        }
    }

    /**
     * Slots that a job takes: one for each subtask, since all operators share them.
     *
     * @throws ClusterException if they are not free
     */
    public int slots(RunOptions options) {
        ClusterOverviewWithVersion overview = cluster.overview();
        int free = overview.getNumSlotsAvailable();
        int wanted = Math.max(1, options.parallelism());
        if (free < wanted) {
            throw new ClusterException(
                    String.format(
                            Locale.ROOT,
                            "The cluster %s has %d free slots of %d on %s, the job needs %d",
                            cluster.address(),
                            free,
                            overview.getNumSlotsTotal(),
                            Counted.of(overview.getNumTaskManagersConnected(), "TaskManager"),
                            wanted),
                    "stop a job, start another TaskManager or lower run.parallelism");
        }
        return options.parallelism() == 0 ? free : wanted;
    }

    /**
     * @throws ClusterException if the run is on the cluster
     */
    public void requireNotRunning(String run) {
        cluster.jobOf(run)
                .ifPresent(
                        job -> {
                            throw new ClusterException(
                                    String.format(
                                            Locale.ROOT,
                                            "Run %s is already running as job %s",
                                            run,
                                            job.getJobId()),
                                    "stop it first, or give another run.id");
                        });
    }

    private void awaitStart(JobID job, String name) throws InterruptedException {
        String run = GaitJob.run(name).orElseThrow();
        Instant deadline = Instant.now().plus(PATIENCE);
        while (true) {
            JobDetailsInfo details = cluster.details(job);
            Optional<String> failure = cluster.failure(job);
            if (failure.isPresent()) {
                if (!details.getJobStatus().isGloballyTerminalState()) {
                    cluster.cancel(job);
                }
                throw new ClusterException(
                        String.format(
                                Locale.ROOT,
                                "The job of run %s failed when it started, and was cancelled: %s",
                                run,
                                failure.get()),
                        "mend that and submit it again");
            }
            if (details.getJobStatus() == JobStatus.FINISHED || isUp(details.getJobVertexInfos())) {
                return;
            }
            if (Instant.now().isAfter(deadline)) {
                throw new ClusterException(
                        String.format(
                                Locale.ROOT,
                                "Job %s of run %s was submitted, but not all of its tasks run after %d min",
                                job,
                                run,
                                PATIENCE.toMinutes()),
                        "see barnhand status and the logs of the TaskManagers");
            }
            Thread.sleep(POLL.toMillis());
        }
    }

    /** In batch mode the later tasks wait for the earlier ones. */
    private static boolean isUp(Collection<JobVertexDetailsInfo> vertices) {
        return vertices.stream().anyMatch(vertex -> is(vertex, ExecutionState.RUNNING))
                && vertices.stream()
                        .allMatch(
                                vertex ->
                                        is(vertex, ExecutionState.RUNNING)
                                                || is(vertex, ExecutionState.FINISHED)
                                                || is(vertex, ExecutionState.CREATED));
    }

    private static boolean is(JobVertexDetailsInfo vertex, ExecutionState state) {
        return vertex.getExecutionState() == state;
    }
}
