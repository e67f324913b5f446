package io.barnhand.gait.models.cache;

import io.barnhand.gait.models.ModelException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loaded models by key, counted by their users. Thread-safe.
 *
 * <pre>{@code
 * ModelKey<YoloxModel> key = ModelKey.of(YoloxModel.class, file, "", "cpu");
 * try (Lease<YoloxModel> lease = ModelCache.shared().acquire(key, () -> YoloxModel.load(file))) {
 *     Detector detector = lease.model().newDetector();
 *     ...
 * }
 * }</pre>
 *
 * <p>A key is loaded once however many threads ask for it at the same time; the others wait. Other
 * keys are not held up. A failed load is reported to all who waited for it and forgotten, so that
 * the next one tries again. A model is closed when its last lease is; while it closes, the same key
 * may already be loaded again.
 */
public final class ModelCache {

    private static final Logger LOG = LoggerFactory.getLogger(ModelCache.class);

    private static final ModelCache SHARED = new ModelCache();

    private final Map<ModelKey<?>, Entry> entries = new HashMap<>();
    private long loads;

    ModelCache() {}

    /** The cache of this process, or rather of the class loader that loaded this class. */
    public static ModelCache shared() {
        return SHARED;
    }

    /**
     * A share in the model of a key, loaded if it is not there.
     *
     * @param loader called at most once, on the calling thread; must not acquire the same key
     * @throws ModelException if the load fails, here or on the thread that this one waited for, or
     *     if the thread is interrupted while it waits
     */
    public <T extends AutoCloseable> Lease<T> acquire(
            ModelKey<T> key, Callable<? extends T> loader) {
        Entry entry;
        boolean first;
        synchronized (this) {
            entry = entries.get(key);
            first = entry == null;
            if (first) {
                entry = new Entry();
                entries.put(key, entry);
            }
            entry.users++;
        }
        Object model = first ? load(key, entry, loader) : await(key, entry);
        Entry held = entry;
        return new Lease<>(key.type().cast(model), () -> release(key, held));
    }

    /** Models loaded so far, failed loads not counted. */
    public synchronized long loads() {
        return loads;
    }

    private Object load(ModelKey<?> key, Entry entry, Callable<? extends AutoCloseable> loader) {
        try {
            AutoCloseable model = loader.call();
            if (model == null) {
                throw new ModelException("The loader of %s gave no model".formatted(key.path()));
            }
            synchronized (this) {
                loads++;
            }
            entry.model.complete(model);
            LOG.info("Loaded {} for {}", key.path(), key.device());
            return model;
        } catch (Exception | Error e) {
            synchronized (this) {
                entries.remove(key, entry);
            }
            entry.model.completeExceptionally(e);
            if (e instanceof Error error) {
                throw error;
            }
            if (e instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            throw e instanceof ModelException known ? known : failed(key, e);
        }
    }

    private Object await(ModelKey<?> key, Entry entry) {
        try {
            return entry.model.get();
        } catch (ExecutionException e) {
            throw failed(key, e.getCause());
        } catch (InterruptedException e) {
            release(key, entry);
            Thread.currentThread().interrupt();
            throw new ModelException(
                    "Interrupted while another thread was loading %s".formatted(key.path()), e);
        }
    }

    private void release(ModelKey<?> key, Entry entry) {
        synchronized (this) {
            entry.users--;
            if (entry.users > 0) {
                return;
            }
            entries.remove(key, entry);
        }
        // Never waits: whoever loads is a user until it has the model.
        AutoCloseable model = entry.model.join();
        try {
            model.close();
        } catch (Exception e) {
            throw new ModelException(
                    "Model %s failed to close: %s".formatted(key.path(), e.getMessage()), e);
        }
    }

    private static ModelException failed(ModelKey<?> key, Throwable cause) {
        return new ModelException(
                cause instanceof ModelException
                        ? cause.getMessage()
                        : "Model %s could not be loaded: %s".formatted(key.path(), cause),
                cause);
    }

    /** A model that is there or on its way; the count is guarded by the cache. */
    private static final class Entry {
        private final CompletableFuture<AutoCloseable> model = new CompletableFuture<>();
        private int users;
    }
}
