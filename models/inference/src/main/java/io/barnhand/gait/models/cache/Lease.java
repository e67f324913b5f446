package io.barnhand.gait.models.cache;

/**
 * A share in a cached model. The model is open as long as it has a lease. Thread-safe.
 *
 * @param <T> type of the model
 */
public final class Lease<T extends AutoCloseable> implements AutoCloseable {

    private final T model;
    private Runnable release;

    Lease(T model, Runnable release) {
        this.model = model;
        this.release = release;
    }

    /**
     * The model. Not to be closed by the holder, and not to be used after {@link #close()}.
     *
     * @throws IllegalStateException if this lease is closed
     */
    public synchronized T model() {
        if (release == null) {
            throw new IllegalStateException(
                    "This lease is closed, the model may be closed as well; acquire another one");
        }
        return model;
    }

    /**
     * Gives the share back; a model without shares is closed some time later. A second call does
     * nothing.
     */
    @Override
    public void close() {
        Runnable last;
        synchronized (this) {
            last = release;
            release = null;
        }
        if (last != null) {
            last.run();
        }
    }
}
