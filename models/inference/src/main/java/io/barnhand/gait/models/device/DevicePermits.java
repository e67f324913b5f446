package io.barnhand.gait.models.device;

import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Bounds the calls that run on a device at the same time; the others wait in their order of
 * arrival. Thread-safe.
 *
 * <pre>{@code
 * try (DevicePermits.Permit permit = permits.acquire()) {
 *     estimator.estimate(crops);
 * }
 * }</pre>
 */
public final class DevicePermits {

    private final int total;
    private final Semaphore free;

    DevicePermits(int total) {
        this.total = total;
        this.free = new Semaphore(total, true);
    }

    /**
     * Waits for a permit; the caller closes it.
     *
     * @throws InterruptedException if the thread is interrupted, before or while it waits: a
     *     cancelled task does not wait for another's call to end
     */
    public Permit acquire() throws InterruptedException {
        free.acquire();
        return new Permit(free);
    }

    /** Maximum calls at a time. */
    public int total() {
        return total;
    }

    /** Approximate number of waiting threads. */
    public int waiting() {
        return free.getQueueLength();
    }

    /** The right to one call. */
    public static final class Permit implements AutoCloseable {

        private final Semaphore origin;
        private final AtomicBoolean returned = new AtomicBoolean();

        private Permit(Semaphore origin) {
            this.origin = origin;
        }

        /** Gives it back; a second call does nothing. */
        @Override
        public void close() {
            if (returned.compareAndSet(false, true)) {
                origin.release();
            }
        }
    }
}
