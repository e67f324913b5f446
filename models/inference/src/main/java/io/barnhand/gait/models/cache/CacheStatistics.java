package io.barnhand.gait.models.cache;

/**
 * What the cache holds for a device and has done for it since the process started.
 *
 * @param loads models loaded, failed loads not counted
 * @param hits leases of a model that was there or on its way
 * @param evictions unused models that were closed, because their time was over or for room
 * @param inUse models that have a lease, or are being loaded for one
 * @param idle models that have none and wait for one
 * @param bytes size of the files of both
 */
public record CacheStatistics(
        long loads, long hits, long evictions, int inUse, int idle, long bytes) {

    /** Models in memory. */
    public int cached() {
        return inUse + idle;
    }
}
