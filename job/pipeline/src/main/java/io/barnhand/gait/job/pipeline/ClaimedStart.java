package io.barnhand.gait.job.pipeline;

import io.barnhand.gait.job.configuration.JobConfiguration;
import io.barnhand.gait.job.pipeline.runs.RunClaim;
import io.barnhand.gait.job.pipeline.runs.RunClaims;
import io.barnhand.gait.job.pipeline.runs.RunEnd;
import io.barnhand.gait.job.pipeline.runs.RunLock;
import io.barnhand.gait.job.pipeline.runs.RunRegister;
import io.barnhand.gait.job.pipeline.runs.RunStart;
import io.barnhand.gait.job.pipeline.runs.RunState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.core.execution.JobClient;
import org.apache.flink.core.execution.JobListener;
import org.apache.flink.streaming.api.environment.StreamExecutionEnvironment;
import org.apache.flink.streaming.api.graph.StreamGraph;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A run that is claimed wherever it writes, from before its job starts until it is known what
 * became of it. While the job runs in this process, no other process of the machine may have the
 * run.
 */
public final class ClaimedStart implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ClaimedStart.class);

    private final RunClaims claims;
    private final RunLock lock;
    private final RunEnd end;

    private ClaimedStart(RunClaims claims, RunLock lock, RunEnd end) {
        this.claims = claims;
        this.lock = lock;
        this.end = end;
    }

    /**
     * Claims the run of a job in this process.
     *
     * @throws io.barnhand.gait.job.configuration.ConfigurationException if it cannot have it
     */
    public static ClaimedStart here(JobConfiguration configuration, String run) {
        return here(configuration, claim(configuration, run), RunStart.of(configuration));
    }

    /** The same of a run that is started in another way. */
    public static ClaimedStart here(
            JobConfiguration configuration, RunClaim claim, RunStart start) {
        List<RunRegister> registers = Destinations.of(configuration).registers();
        RunLock lock = RunLock.of(registers, claim.run());
        try {
            return of(configuration, RunClaims.start(registers, claim, start), registers, lock);
        } catch (RuntimeException e) {
            lock.close();
            throw e;
        }
    }

    /**
     * Claims the run of a job on other machines, which may have disks that this one has not.
     *
     * @throws io.barnhand.gait.job.configuration.ConfigurationException if it cannot have it
     */
    public static ClaimedStart elsewhere(JobConfiguration configuration, String run) {
        return elsewhere(configuration, claim(configuration, run), RunStart.of(configuration));
    }

    /** The same of a run that is started in another way. */
    public static ClaimedStart elsewhere(
            JobConfiguration configuration, RunClaim claim, RunStart start) {
        List<RunRegister> registers =
                Destinations.of(configuration).registers().stream()
                        .filter(register -> isReached(register, claim.run()))
                        .toList();
        return of(configuration, RunClaims.start(registers, claim, start), registers, null);
    }

    private static ClaimedStart of(
            JobConfiguration configuration,
            RunClaims claims,
            List<RunRegister> registers,
            RunLock lock) {
        return new ClaimedStart(
                claims,
                lock,
                configuration.bounded() ? new RunEnd(registers, claims.claim().run()) : null);
    }

    private static RunClaim claim(JobConfiguration configuration, String run) {
        return RunDescription.claim(
                configuration, run, new ConfiguredStages(configuration).modelIds());
    }

    private static boolean isReached(RunRegister register, String run) {
        Optional<Path> file = register.lock(run);
        try {
            if (file.isPresent()) {
                Files.createDirectories(file.get().getParent());
            }
            return true;
        } catch (IOException e) {
            LOG.warn(
                    "Run {} is not claimed in {}, which this machine cannot write to ({}): give an id that no run has there",
                    run,
                    register.place(),
                    e.toString());
            return false;
        }
    }

    /** Gives the run free again, as its job was not started. */
    public void release() {
        claims.release();
    }

    /** Records that a bounded run has failed or was cancelled. */
    public void aborted() {
        if (end != null) {
            end.record(RunState.ABORTED);
        }
    }

    /**
     * Executes its job, to the end where this program waits for it.
     *
     * @param job prepares it
     */
    void execute(StreamExecutionEnvironment env, Supplier<StreamGraph> job) throws Exception {
        AtomicBoolean started = new AtomicBoolean();
        env.registerJobListener(
                new JobListener() {
                    @Override
                    public void onJobSubmitted(JobClient job, Throwable failure) {
                        started.set(failure == null);
                    }

                    @Override
                    public void onJobExecuted(JobExecutionResult result, Throwable failure) {
                        if (failure != null && started.get()) {
                            aborted();
                        }
                    }
                });
        try {
            env.execute(job.get());
        } finally {
            if (!started.get()) {
                release();
            }
        }
    }

    @Override
    public void close() {
        if (lock != null) {
            lock.close();
        }
    }
}
