package io.barnhand.gait.job.cli.cluster;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.runtime.client.JobStatusMessage;

/** A job on a cluster whose end is waited for, by asking for its state again and again. */
public final class FollowedJob {

    /** A standby JobManager leads, or a new one is there, within this time. */
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final RemoteCluster cluster;
    private final JobID id;
    private final String run;
    private Instant heard = Instant.now();
    private String failure;
    private boolean failureIsNew;

    public FollowedJob(RemoteCluster cluster, JobStatusMessage job) {
        this(cluster, job.getJobId(), RemoteCluster.run(job));
    }

    /**
     * @param run that the job belongs to
     */
    public FollowedJob(RemoteCluster cluster, JobID id, String run) {
        this.cluster = cluster;
        this.id = id;
        this.run = run;
    }

    /**
     * Asks for the state of the job.
     *
     * @return whether it has finished
     * @throws ClusterException if it ended otherwise, or could not be asked for five minutes
     */
    public boolean hasFinished() {
        JobStatus status;
        try {
            status = cluster.details(id).getJobStatus();
            note(cluster.failure(id));
            heard = Instant.now();
        } catch (ClusterException e) {
            if (Instant.now().isAfter(heard.plus(PATIENCE))) {
                throw e;
            }
            return false;
        }
        if (status.isGloballyTerminalState() && status != JobStatus.FINISHED) {
            String problem =
                    status == JobStatus.CANCELED
                            ? String.format(
                                    Locale.ROOT,
                                    "Job %s of run %s was cancelled on %s",
                                    id,
                                    run,
                                    cluster.address())
                            : String.format(
                                    Locale.ROOT,
                                    "Job %s of run %s failed on %s: %s",
                                    id,
                                    run,
                                    cluster.address(),
                                    failure);
            throw new ClusterException(
                    problem, "when its cause is gone, give the same command with --resume");
        }
        return status == JobStatus.FINISHED;
    }

    private void note(Optional<String> last) {
        if (last.isPresent() && !last.get().equals(failure)) {
            failure = last.get();
            failureIsNew = true;
        }
    }

    /** Why a part of the job was restarted since this was asked before; empty where it was not. */
    public Optional<String> newFailure() {
        Optional<String> last = failureIsNew ? Optional.of(failure) : Optional.empty();
        failureIsNew = false;
        return last;
    }

    /** What the job counts; nothing while it cannot be asked. */
    public Map<String, Object> progress() {
        try {
            return cluster.progress(id);
        } catch (ClusterException e) {
            return Map.of();
        }
    }
}
