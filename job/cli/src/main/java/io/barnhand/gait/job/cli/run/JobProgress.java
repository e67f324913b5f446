package io.barnhand.gait.job.cli.run;

import io.barnhand.gait.job.cli.cluster.FollowedJob;
import io.barnhand.gait.operators.stages.monitoring.CounterGroup;
import java.io.PrintWriter;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.api.common.JobExecutionResult;
import org.apache.flink.core.execution.JobClient;

/** Shows on a terminal how far a job has come; says nothing where there is no terminal. */
public final class JobProgress implements AutoCloseable {

    private final PrintWriter err;
    private final TerminalLine line;

    public JobProgress(PrintWriter err) {
        this.err = err;
        line = new TerminalLine(err);
    }

    /** Waits for the job, and throws what made it fail; its accumulators at the end, by name. */
    Map<String, Object> follow(JobClient client) throws Exception {
        return follow(client, () -> "");
    }

    /**
     * The same, with more to show than the job's own counts.
     *
     * @param more asked once a second where there is a terminal
     */
    public Map<String, Object> follow(JobClient client, Callable<String> more) throws Exception {
        CompletableFuture<JobExecutionResult> result = client.getJobExecutionResult();
        while (true) {
            try {
                return result.get(1, TimeUnit.SECONDS).getAllAccumulatorResults();
            } catch (TimeoutException e) {
                if (line.visible()) {
                    show(client, more.call());
                }
            } catch (ExecutionException e) {
                throw e.getCause() instanceof Exception cause ? cause : e;
            } catch (InterruptedException e) {
                cancel(client);
                throw e;
            }
        }
    }

    /** Cancels a job of this process, and waits until nothing of it runs. */
    public static void cancel(JobClient job) throws InterruptedException {
        CompletableFuture<JobExecutionResult> end = job.getJobExecutionResult();
        try {
            if (!end.isDone()) {
                job.cancel().get();
            }
            end.get();
        } catch (ExecutionException e) {
            // It is cancelled, or what made it fail is on its way already.
        } catch (IllegalStateException e) {
            // It ended in between, and its Flink with it.
        }
    }

    /**
     * Waits for a job on a cluster, and reports what is restarted meanwhile.
     *
     * @param more asked once a second where there is a terminal
     * @throws io.barnhand.gait.job.cli.cluster.ClusterException if it does not finish
     */
    public void follow(FollowedJob job, Callable<String> more) throws Exception {
        while (!job.hasFinished()) {
            job.newFailure()
                    .ifPresent(
                            why -> {
                                line.close();
                                err.println("A part of the job failed and is restarted: " + why);
                                err.flush();
                            });
            if (line.visible()) {
                show(job.progress(), more.call());
            }
            TimeUnit.SECONDS.sleep(1);
        }
    }

    private void show(JobClient client, String more) {
        try {
            Map<String, Object> counts =
                    new LinkedHashMap<>(client.getAccumulators().get(1, TimeUnit.SECONDS));
            counts.keySet().removeIf(CounterGroup::isCpuNanos);
            show(counts, more);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            // The counts are not there at the very start and end; the next second has them.
        }
    }

    private void show(Map<String, Object> counts, String more) {
        StringBuilder text = new StringBuilder(more.isEmpty() ? "" : more + "  ");
        counts.forEach((what, count) -> text.append(count).append(' ').append(what).append("  "));
        line.show(text.toString());
    }

    @Override
    public void close() {
        line.close();
    }
}
