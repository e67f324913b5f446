package io.barnhand.gait.models.cache;

import io.barnhand.gait.models.ModelException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Loaded models by key, counted by their users. Thread-safe.
 *
 * <pre>{@code
 * ModelKey<DetectionModel> key = ModelKey.of(DetectionModel.class, file.path(), "", "cpu");
 * try (Lease<DetectionModel> lease = ModelCache.shared().acquire(key, file::loadDetector)) {
 *     Detector detector = lease.model().newDetector();
 *     ...
 * }
 * }</pre>
 *
 * <p>A key is loaded once however many threads ask for it at the same time; the others wait. Other
 * keys are not held up. A failed load is reported to all who waited for it and forgotten, so that
 * the next one tries again.
 *
 * <p>A model that nobody uses any more stays for a minute, so that a job that restarts finds it
 * loaded. Of those, few are kept: the one that was let go of first is closed for the next. A model
 * in use is never closed, and how many there are is not bounded here but by the slots, each of
 * which uses one detector and one pose model: to refuse one would fail a job that might well fit.
 * While a model closes, the same key may already be loaded again.
 */
public final class ModelCache {

    private static final Logger LOG = LoggerFactory.getLogger(ModelCache.class);

    /** Longer than a restart takes, attempts and back-off included, as a rule. */
    private static final Duration LINGER = Duration.ofMinutes(1);

    /** Detector and pose model of a job that is replaced, and of the one that replaces it. */
    private static final int MOST_IDLE = 4;

    private static final ModelCache SHARED = new ModelCache(LINGER, MOST_IDLE);

    private final Duration linger;
    private final int mostIdle;
    private final EvictionTimer timer = new EvictionTimer();
    private final Map<ModelKey<?>, CachedModel> entries = new HashMap<>();

    /** Those entries that have no user, the one that was let go of first at the head. */
    private final Map<ModelKey<?>, CachedModel> idle = new LinkedHashMap<>();

    private final Map<String, Counts> counts = new HashMap<>();

    /**
     * @param linger how long an unused model stays
     * @param mostIdle unused models kept at a time
     */
    ModelCache(Duration linger, int mostIdle) {
        this.linger = linger;
        this.mostIdle = mostIdle;
    }

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
        CachedModel entry;
        boolean first;
        synchronized (this) {
            entry = entries.get(key);
            first = entry == null;
            if (first) {
                entry = new CachedModel();
                entries.put(key, entry);
            } else {
                countsOf(key).hits++;
                wake(key, entry);
            }
            entry.users++;
        }
        Object model = first ? load(key, entry, loader) : await(key, entry);
        CachedModel held = entry;
        return new Lease<>(key.type().cast(model), () -> release(key, held));
    }

    /** Models loaded so far for all devices, failed loads not counted. */
    public synchronized long loads() {
        return counts.values().stream().mapToLong(count -> count.loads).sum();
    }

    /**
     * What is held and was done for one device at this moment.
     *
     * @param device as in the keys
     */
    public synchronized CacheStatistics statistics(String device) {
        List<ModelKey<?>> held =
                entries.keySet().stream().filter(key -> key.device().equals(device)).toList();
        int waiting = (int) held.stream().filter(idle::containsKey).count();
        Counts count = counts.getOrDefault(device, new Counts());
        return new CacheStatistics(
                count.loads,
                count.hits,
                count.evictions,
                held.size() - waiting,
                waiting,
                held.stream().mapToLong(ModelKey::size).sum());
    }

    private Object load(
            ModelKey<?> key, CachedModel entry, Callable<? extends AutoCloseable> loader) {
        try {
            AutoCloseable model = loader.call();
            if (model == null) {
                throw new ModelException("The loader of %s gave no model".formatted(key.path()));
            }
            synchronized (this) {
                countsOf(key).loads++;
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

    private Object await(ModelKey<?> key, CachedModel entry) {
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

    /** Takes an entry out of those that wait to be closed. */
    private void wake(ModelKey<?> key, CachedModel entry) {
        if (idle.remove(key) != null) {
            entry.eviction.cancel(false);
        }
    }

    private void release(ModelKey<?> key, CachedModel entry) {
        Map<ModelKey<?>, CachedModel> superfluous;
        synchronized (this) {
            entry.users--;
            if (entry.users > 0) {
                return;
            }
            idle.put(key, entry);
            int release = ++entry.releases;
            entry.eviction = timer.after(linger, () -> evict(key, entry, release));
            superfluous = superfluous();
        }
        superfluous.forEach(ModelCache::close);
    }

    /** Takes the longest unused models out of the cache that are too many; the caller closes. */
    private Map<ModelKey<?>, CachedModel> superfluous() {
        Map<ModelKey<?>, CachedModel> evicted = new LinkedHashMap<>();
        Iterator<Map.Entry<ModelKey<?>, CachedModel>> oldest = idle.entrySet().iterator();
        for (int excess = idle.size() - mostIdle; excess > 0; excess--) {
            Map.Entry<ModelKey<?>, CachedModel> next = oldest.next();
            oldest.remove();
            next.getValue().eviction.cancel(false);
            forget(next.getKey(), next.getValue());
            evicted.put(next.getKey(), next.getValue());
        }
        return evicted;
    }

    /** Closes a model whose time is over, unless it has been taken up again at the last moment. */
    private void evict(ModelKey<?> key, CachedModel entry, int release) {
        synchronized (this) {
            if (entry.releases != release || !idle.remove(key, entry)) {
                return;
            }
            forget(key, entry);
        }
        close(key, entry);
    }

    private void forget(ModelKey<?> key, CachedModel entry) {
        entries.remove(key, entry);
        countsOf(key).evictions++;
    }

    private Counts countsOf(ModelKey<?> key) {
        return counts.computeIfAbsent(key.device(), device -> new Counts());
    }

    /** By nobody's call: whoever let go of the model has nothing to do with a failure of it. */
    private static void close(ModelKey<?> key, CachedModel entry) {
        try {
            // Never waits: whoever loads is a user until it has the model.
            entry.model.join().close();
        } catch (Exception e) {
            LOG.warn("Model {} failed to close, its memory may be lost", key.path(), e);
        }
    }

    private static ModelException failed(ModelKey<?> key, Throwable cause) {
        return new ModelException(
                cause instanceof ModelException
                        ? cause.getMessage()
                        : "Model %s could not be loaded: %s".formatted(key.path(), cause),
                cause);
    }

    /** A model that is there or on its way; all but the model itself is guarded by the cache. */
    private static final class CachedModel {
        private final CompletableFuture<AutoCloseable> model = new CompletableFuture<>();
        private int users;

        /** How often its last user has let go. */
        private int releases;

        private Future<?> eviction;
    }

    /** For one device, guarded by the cache. */
    private static final class Counts {
        private long loads;
        private long hits;
        private long evictions;
    }
}
