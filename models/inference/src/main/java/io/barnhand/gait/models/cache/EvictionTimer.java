package io.barnhand.gait.models.cache;

import java.security.AccessController;
import java.security.PrivilegedAction;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Runs a task later, on one daemon thread that ends when nothing is left to run. The thread starts
 * on behalf of whichever job lets go of a model, and keeps nothing of it: neither its class loader
 * nor its thread's variables.
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

    /** A thread also inherits the access context of the code that makes it, unless told not to. */
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
