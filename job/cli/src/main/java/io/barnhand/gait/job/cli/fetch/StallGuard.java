package io.barnhand.gait.job.cli.fetch;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Closes a stream from which nothing has come for a while: the JDK's HTTP client bounds the wait
 * for an answer, but not that for its content.
 */
final class StallGuard implements AutoCloseable {

    private final ScheduledExecutorService timer =
            Executors.newSingleThreadScheduledExecutor(
                    task -> {
                        Thread thread = new Thread(task, "download-stall-guard");
                        thread.setDaemon(true);
                        return thread;
                    });

    private volatile long heardNanos = System.nanoTime();
    private volatile boolean struck;

    StallGuard(InputStream watched, Duration silence) {
        long period = Math.max(1, silence.toMillis() / 4);
        timer.scheduleAtFixedRate(
                () -> {
                    if (System.nanoTime() - heardNanos > silence.toNanos()) {
                        struck = true;
                        close(watched);
                    }
                },
                period,
                period,
                TimeUnit.MILLISECONDS);
    }

    /** Something came. */
    void heard() {
        heardNanos = System.nanoTime();
    }

    /** Whether it has closed the stream. */
    boolean hasStruck() {
        return struck;
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    private static void close(InputStream stream) {
        try {
            stream.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
