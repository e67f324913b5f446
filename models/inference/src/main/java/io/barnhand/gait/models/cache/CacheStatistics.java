package io.barnhand.gait.models.cache;

/**
 * Content and work of the cache for one device since the process started.
 *
 * @param loads models loaded, failed loads not counted
 * @param hits leases of a model that was loaded or being loaded
 * @param evictions unused models that were closed, because of their time or their number
 * @param inUse models that have a lease, or are being loaded for one
 * @param idle loaded models without a lease
 * @param bytes size of the files of both
 */
public record CacheStatistics(
        long loads, long hits, long evictions, int inUse, int idle, long bytes) {

    /** Models in memory. */
    public int cached() {
        return inUse + idle;
    }
}
