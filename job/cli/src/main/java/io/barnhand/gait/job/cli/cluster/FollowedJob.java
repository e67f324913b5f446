package io.barnhand.gait.job.cli.cluster;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.flink.api.common.JobID;
import org.apache.flink.api.common.JobStatus;
import org.apache.flink.runtime.client.JobStatusMessage;

/** A job on a cluster whose end is waited for, by looking at it again and again. */
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
     * Looks at the job.
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
            throw new ClusterException(
                    status == JobStatus.CANCELED
                            ? "The job %s of the run %s was cancelled on %s"
                                    .formatted(id, run, cluster.address())
                            : "The job %s of the run %s failed on %s: %s"
                                    .formatted(id, run, cluster.address(), failure));
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
        Optional<String> told = failureIsNew ? Optional.of(failure) : Optional.empty();
        failureIsNew = false;
        return told;
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
