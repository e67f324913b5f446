package io.barnhand.gait.models.cache;

import io.barnhand.gait.models.ModelException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
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
 * <p>A key is loaded once, however many threads acquire it at the same time; the others wait. Other
 * keys are not delayed. A failed load fails for all threads that waited for it and is not kept, so
 * that the next thread tries again.
 *
 * <p>A model without users stays for a minute, so that a job that restarts finds it loaded. Only a
 * few of these are kept: the one unused for longest is closed first. A model in use is never
 * closed. The slots, not this class, bound their number, as each slot uses one detector and one
 * pose model: refusing one would fail a job that may fit into memory. While a model closes, its key
 * may already be loaded again.
 */
public final class ModelCache {

    private static final Logger LOG = LoggerFactory.getLogger(ModelCache.class);

    /** Usually longer than a restart with its attempts and back-off. */
    private static final Duration LINGER = Duration.ofMinutes(1);

    /** Detector and pose model of a job that is replaced, and of the one that replaces it. */
    private static final int MAX_IDLE = 4;

    private static final ModelCache SHARED = new ModelCache(LINGER, MAX_IDLE);

    private final Duration linger;
    private final int maxIdle;
    private final EvictionTimer timer = new EvictionTimer();
    private final Map<ModelKey<?>, CachedModel> entries = new HashMap<>();

    /** Entries without users, the one unused for longest first. */
    private final Map<ModelKey<?>, CachedModel> idle = new LinkedHashMap<>();

    private final Map<String, Counts> counts = new HashMap<>();

    /**
     * @param linger how long an unused model stays
     * @param maxIdle unused models kept at a time
     */
    ModelCache(Duration linger, int maxIdle) {
        this.linger = linger;
        this.maxIdle = maxIdle;
    }

    /** The cache of this process; more exactly, of the class loader that loaded this class. */
    public static ModelCache shared() {
        return SHARED;
    }

    /**
     * A share in the model of a key, loaded if it is not in the cache.
     *
     * @param loader called at most once, on the calling thread; must not acquire the same key
     * @throws ModelException if the load fails, on this thread or on the one that it waited for, or
     *     if this thread is interrupted while it waits
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
                reuse(key, entry);
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
     * Content and work for one device at this moment.
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
                throw new IllegalStateException("The loader returned null");
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
            if (e instanceof CancellationException cancelled) {
                throw cancelled;
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
                    String.format(
                            Locale.ROOT,
                            "Interrupted while another thread was loading %s",
                            key.path()),
                    "run the job again",
                    e);
        }
    }

    /** Takes a model out of those that wait to be closed. */
    private void reuse(ModelKey<?> key, CachedModel entry) {
        if (idle.remove(key) != null) {
            entry.eviction.cancel(false);
        }
    }

    private void release(ModelKey<?> key, CachedModel entry) {
        Map<ModelKey<?>, CachedModel> surplus;
        synchronized (this) {
            entry.users--;
            if (entry.users > 0) {
                return;
            }
            idle.put(key, entry);
            int release = ++entry.releases;
            entry.eviction = timer.after(linger, () -> evict(key, entry, release));
            surplus = surplus();
        }
        surplus.forEach(ModelCache::close);
    }

    /** Removes the models unused for longest beyond the maximum; the caller closes them. */
    private Map<ModelKey<?>, CachedModel> surplus() {
        Map<ModelKey<?>, CachedModel> evicted = new LinkedHashMap<>();
        Iterator<Map.Entry<ModelKey<?>, CachedModel>> oldest = idle.entrySet().iterator();
        for (int excess = idle.size() - maxIdle; excess > 0; excess--) {
            Map.Entry<ModelKey<?>, CachedModel> next = oldest.next();
            oldest.remove();
            next.getValue().eviction.cancel(false);
            remove(next.getKey(), next.getValue());
            evicted.put(next.getKey(), next.getValue());
        }
        return evicted;
    }

    /** Closes a model whose time is over, unless it has a user again. */
    private void evict(ModelKey<?> key, CachedModel entry, int release) {
        synchronized (this) {
            if (entry.releases != release || !idle.remove(key, entry)) {
                return;
            }
            remove(key, entry);
        }
        close(key, entry);
    }

    private void remove(ModelKey<?> key, CachedModel entry) {
        entries.remove(key, entry);
        countsOf(key).evictions++;
    }

    private Counts countsOf(ModelKey<?> key) {
        return counts.computeIfAbsent(key.device(), device -> new Counts());
    }

    /** Logs a failure, as no caller could act on it. */
    private static void close(ModelKey<?> key, CachedModel entry) {
        try {
            // Never waits: a model that is being loaded has a user.
            entry.model.join().close();
        } catch (Exception e) {
            LOG.warn("Model {} failed to close, its memory may be lost", key.path(), e);
        }
    }

    private static ModelException failed(ModelKey<?> key, Throwable cause) {
        return cause instanceof ModelException known
                ? new ModelException(known.problem(), known.action(), known)
                : new ModelException(
                        String.format(
                                Locale.ROOT,
                                "Model %s could not be loaded (%s)",
                                key.path(),
                                cause),
                        "check the file, or fetch it again",
                        cause);
    }

    /** A model, loaded or being loaded; the cache guards all fields but the model itself. */
    private static final class CachedModel {
        private final CompletableFuture<AutoCloseable> model = new CompletableFuture<>();
        private int users;

        /** How often its last user released it. */
        private int releases;

        private Future<?> eviction;
    }

    /** Counts of one device, guarded by the cache. */
    private static final class Counts {
        private long loads;
        private long hits;
        private long evictions;
    }
}
