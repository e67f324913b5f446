package io.barnhand.gait.job.tools;

import java.io.PrintWriter;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.flink.core.execution.JobClient;

/** Shows on a terminal how far a job has come; says nothing where there is no terminal. */
final class JobProgress implements AutoCloseable {

    private static final String CLEAR = "\r\u001b[K";

    private final PrintWriter err;
    private final boolean terminal = System.console() != null;
    private boolean shown;

    JobProgress(PrintWriter err) {
        this.err = err;
    }

    /** Waits for the job, and throws what made it fail. */
    void follow(JobClient client) throws Exception {
        CompletableFuture<?> result = client.getJobExecutionResult();
        while (true) {
            try {
                result.get(1, TimeUnit.SECONDS);
                return;
            } catch (TimeoutException e) {
                if (terminal) {
                    show(client);
                }
            } catch (ExecutionException e) {
                throw e.getCause() instanceof Exception cause ? cause : e;
            }
        }
    }

    private void show(JobClient client) {
        Map<String, Object> counts;
        try {
            counts = client.getAccumulators().get(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return;
        } catch (ExecutionException | TimeoutException e) {
            return; // The counts are not there at the very start and end; the next second tells.
        }
        StringBuilder line = new StringBuilder();
        counts.forEach((what, count) -> line.append(count).append(' ').append(what).append("  "));
        err.print(CLEAR + line);
        err.flush();
        shown = true;
    }

    @Override
    public void close() {
        if (shown) {
            err.print(CLEAR);
            err.flush();
        }
    }
}
