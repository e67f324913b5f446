package io.barnhand.gait.models.cache;

import java.security.AccessController;
import java.security.PrivilegedAction;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Runs a task later, on one daemon thread that ends when there is no task. The job that releases a
 * model starts the thread, but the thread keeps neither its class loader nor its thread variables.
 */
final class EvictionTimer {

    private static final String NAME = "barnhand-model-eviction";

    private final ScheduledThreadPoolExecutor executor =
            new ScheduledThreadPoolExecutor(1, EvictionTimer::newThread);

    EvictionTimer() {
        executor.setRemoveOnCancelPolicy(true);
        executor.setKeepAliveTime(1, TimeUnit.SECONDS);
        executor.allowCoreThreadTimeOut(true);
    }

    Future<?> after(Duration delay, Runnable task) {
        return executor.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Without a privileged action a thread also inherits the access context of its creator. */
    @SuppressWarnings("removal")
    private static Thread newThread(Runnable work) {
        return AccessController.doPrivileged(
                (PrivilegedAction<Thread>)
                        () -> {
                            Thread thread = new Thread(null, work, NAME, 0, false);
                            thread.setDaemon(true);
                            thread.setContextClassLoader(null);
                            return thread;
                        });
    }
}
