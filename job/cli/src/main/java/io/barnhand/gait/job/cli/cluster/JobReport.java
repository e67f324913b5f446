package io.barnhand.gait.job.cli.cluster;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.flink.runtime.client.JobStatusMessage;
import org.apache.flink.runtime.execution.ExecutionState;
import org.apache.flink.runtime.rest.messages.checkpoints.CheckpointStatistics.CompletedCheckpointStatistics;
import org.apache.flink.runtime.rest.messages.checkpoints.CheckpointingStatistics;
import org.apache.flink.runtime.rest.messages.job.JobDetailsInfo;
import org.apache.flink.runtime.rest.messages.job.JobDetailsInfo.JobVertexDetailsInfo;

/** How a job is, in a few lines. */
public final class JobReport {

    private final RemoteCluster cluster;
    private final PrintWriter out;

    public JobReport(RemoteCluster cluster, PrintWriter out) {
        this.cluster = cluster;
        this.out = out;
    }

    /** State, progress, checkpoints and the last failure. */
    public void print(JobStatusMessage job) {
        JobDetailsInfo details = cluster.details(job.getJobId());
        int tasks = 0;
        int running = 0;
        for (JobVertexDetailsInfo vertex : details.getJobVertexInfos()) {
            tasks += vertex.getParallelism();
            running += vertex.getTasksPerState().getOrDefault(ExecutionState.RUNNING, 0);
        }
        out.printf(
                Locale.ROOT,
                "Run %s: %s for %s, %d of %d tasks running, job %s%n",
                RemoteCluster.run(job),
                details.getJobStatus(),
                duration(details.getDuration()),
                running,
                tasks,
                job.getJobId());
        Map<String, Object> progress = cluster.progress(job.getJobId());
        if (!progress.isEmpty()) {
            out.println(
                    "  done: "
                            + progress.entrySet().stream()
                                    .sorted(Map.Entry.comparingByKey())
                                    .map(count -> count.getValue() + " " + count.getKey())
                                    .collect(Collectors.joining(", ")));
        }
        printCheckpoints(cluster.checkpoints(job.getJobId()), details.getNow());
        cluster.failure(job.getJobId()).ifPresent(why -> out.println("  last failure: " + why));
    }

    private void printCheckpoints(CheckpointingStatistics checkpoints, long nowMs) {
        out.printf(
                Locale.ROOT,
                "  checkpoints: %d completed, %d failed",
                checkpoints.getCounts().getNumberCompletedCheckpoints(),
                checkpoints.getCounts().getNumberFailedCheckpoints());
        CompletedCheckpointStatistics last =
                checkpoints.getLatestCheckpoints().getCompletedCheckpointStatistics();
        if (last != null) {
            out.printf(
                    Locale.ROOT,
                    "; the last %s ago, took %.1f s, %d KB",
                    duration(nowMs - last.getLatestAckTimestamp()),
                    last.getDuration() / 1000.0,
                    last.getStateSize() / 1024);
        }
        out.println();
        CompletedCheckpointStatistics savepoint =
                checkpoints.getLatestCheckpoints().getSavepointStatistics();
        if (savepoint != null) {
            out.println("  last savepoint: " + savepoint.getExternalPath());
        }
    }

    private static String duration(long ms) {
        Duration duration = Duration.ofMillis(Math.max(0, ms));
        return duration.toHours() > 0
                ? String.format(
                        Locale.ROOT, "%d h %d min", duration.toHours(), duration.toMinutesPart())
                : duration.toMinutes() > 0
                        ? String.format(
                                Locale.ROOT,
                                "%d min %d s",
                                duration.toMinutes(),
                                duration.toSecondsPart())
                        : String.format(Locale.ROOT, "%d s", duration.toSeconds());
    }
}
