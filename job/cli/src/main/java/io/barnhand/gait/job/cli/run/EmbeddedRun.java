package io.barnhand.gait.job.cli.run;

import io.barnhand.gait.job.configuration.JobConfiguration;
import io.barnhand.gait.job.pipeline.ClaimedStart;
import io.barnhand.gait.job.pipeline.ConfiguredStages;
import io.barnhand.gait.job.pipeline.Destinations;
import io.barnhand.gait.job.pipeline.GaitJob;
import io.barnhand.gait.job.pipeline.LoadedModels;
import io.barnhand.gait.job.pipeline.restart.RunRestart;
import io.barnhand.gait.job.pipeline.restart.SavepointRestore;
import io.barnhand.gait.job.pipeline.runs.RunLock;
import io.barnhand.gait.job.pipeline.sink.RunId;
import io.barnhand.gait.models.Printable;
import io.barnhand.gait.operators.stages.detection.AttemptMarkers;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.flink.configuration.Configuration;
import org.apache.flink.configuration.CoreOptions;
import org.apache.flink.configuration.HeartbeatManagerOptions;
import org.apache.flink.configuration.MemorySize;
import org.apache.flink.configuration.TaskManagerOptions;
import org.apache.flink.configuration.WebOptions;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;

/** Runs the job on a Flink inside this process. */
public final class EmbeddedRun {

    private static final MemorySize NETWORK = MemorySize.ofMebiBytes(64);
    private static final MemorySize MANAGED = MemorySize.ofMebiBytes(64);

    /** Where checkpoints of live runs are kept unless run.checkpoints says otherwise. */
    static final String CHECKPOINTS = "out/checkpoints";

    private final JobConfiguration configuration;
    private final SavepointRestore restore;
    private final PrintWriter err;
    private final String run;

    public EmbeddedRun(JobConfiguration configuration, PrintWriter err) {
        this(configuration, SavepointRestore.NONE, err);
    }

    public EmbeddedRun(JobConfiguration configuration, SavepointRestore restore, PrintWriter err) {
        this.configuration = configuration;
        this.restore = restore;
        this.err = err;
        run = RunId.of(configuration.run(), Instant.now());
    }

    /** Id of the run. */
    public String run() {
        return run;
    }

    /** Runs the job to its end. */
    public FinishedRun execute() throws Exception {
        Instant start = Instant.now();
        GaitJob job = GaitJob.of(configuration, run);
        RunRestart restart =
                GaitJob.restart(configuration, run, restore, SavepointRestore.place(CHECKPOINTS));
        Map<String, Object> accumulators;
        // Models are held while the job runs: what is wrong with one is reported before Flink
        // wraps it, and no slot loads one again.
        try (RunLock lock = restart.lock();
                LoadedModels models = LoadedModels.load(new ConfiguredStages(configuration));
                JobProgress progress = new JobProgress(err)) {
            restart.find(Destinations.of(configuration).hasBegun(run));
            restart.require(() -> job.graph(environment(job.flinkSettings()), GaitJob.name(run)));
            // Noted before it is claimed: a start that is killed in between begins again.
            Configuration settings = settings(job, restart);
            try (ClaimedStart claimed = ClaimedStart.here(configuration, run)) {
                accumulators = follow(job, settings, claimed, progress);
            }
        }
        Duration took = Duration.between(start, Instant.now());
        err.printf(Locale.ROOT, "Run %s done in %.1f s.%n", run, took.toMillis() / 1000.0);
        err.flush();
        return FinishedRun.of(run, accumulators);
    }

    private Map<String, Object> follow(
            GaitJob job, Configuration settings, ClaimedStart claimed, JobProgress progress)
            throws Exception {
        JobClient client;
        try {
            job.describe();
            StreamExecutionEnvironment env = environment(settings);
            String name = GaitJob.name(run);
            client = start(name, () -> env.executeAsync(job.graph(env, name)));
        } catch (InterruptedException e) {
            claimed.aborted();
            throw e;
        } catch (Exception e) {
            claimed.release();
            throw e;
        }
        try {
            return progress.follow(client);
        } catch (Exception e) {
            claimed.aborted();
            throw e;
        }
    }

    /** Those of Flink, with the state that the job continues from. */
    private Configuration settings(GaitJob job, RunRestart restart) {
        Configuration settings = job.flinkSettings();
        restart.applyTo(settings);
        restart.text().stream().map(Printable::text).forEach(err::println);
        err.flush();
        return settings;
    }

    /**
     * Starts the job of an environment. Flink does not bear an interrupt while it starts, so that
     * it is started first and cancelled then.
     */
    public static JobClient start(StreamExecutionEnvironment env, String name) throws Exception {
        return start(name, () -> env.executeAsync(name));
    }

    private static JobClient start(String name, Callable<JobClient> start) throws Exception {
        CompletableFuture<JobClient> started = new CompletableFuture<>();
        Thread starter =
                new Thread(
                        () -> {
                            try {
                                started.complete(start.call());
                            } catch (Throwable e) {
                                started.completeExceptionally(e);
                            }
                        },
                        "start of " + name);
        starter.setDaemon(true);
        starter.start();
        try {
            return started.get();
        } catch (InterruptedException e) {
            JobProgress.cancel(started.join());
            throw e;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    /** A Flink inside this process, for one job. */
    public static StreamExecutionEnvironment environment(Configuration settings) {
        settings.set(TaskManagerOptions.NETWORK_MEMORY_MIN, NETWORK);
        settings.set(TaskManagerOptions.NETWORK_MEMORY_MAX, NETWORK);
        settings.set(TaskManagerOptions.MANAGED_MEMORY_SIZE, MANAGED);
        // Counts of work done arrive with the heartbeats.
        settings.set(HeartbeatManagerOptions.HEARTBEAT_INTERVAL, Duration.ofSeconds(1));
        if (!settings.contains(CoreOptions.TMP_DIRS)) {
            settings.set(CoreOptions.TMP_DIRS, ScratchFolder.ofProcess().toString());
        }
        settings.set(WebOptions.TMP_DIR, ScratchFolder.ofProcess().toString());
        settings.set(AttemptMarkers.LASTING, System.getProperty("java.io.tmpdir"));
        return StreamExecutionEnvironment.createLocalEnvironment(settings);
    }
}
