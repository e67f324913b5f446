package io.barnhand.gait.job.pipeline.source;

import java.util.Map;
import java.util.TreeMap;

/**
 * How many segments may be between the source and the sinks. References are tiny, so that hours of
 * work fit into Flink's buffers, and a savepoint waits for all segments that were sent before it.
 *
 * <p>Segments that were sent before the barrier of a completed checkpoint have been processed; the
 * others are in flight. How long the barrier took is how long the work in flight took, and by that
 * the limit settles between the work of one and of two checkpoint intervals: twice as high where
 * the source had to wait and the barrier came through soon, so that slots stood idle; half as high
 * where the barrier took long.
 */
final class InFlightLimit {

    /** Segments for each slot at the start. */
    static final int PER_SLOT = 4;

    private static final int MOST = 4096;

    /** Checkpoints that follow each other faster than segments are processed give no measure. */
    private static final long MIN_INTERVAL_MS = 10_000;

    private record Barrier(long sent, long timeMs) {}

    private final int minimum;
    private final long soonMs;
    private final long longMs;
    private final TreeMap<Long, Barrier> barriers = new TreeMap<>();
    private int limit;
    private long sent;
    private long done;
    private boolean waited;

    /**
     * @param slots subtasks that process segments
     * @param intervalMs from one checkpoint to the next, ms
     */
    InFlightLimit(int slots, long intervalMs) {
        long interval = Math.max(MIN_INTERVAL_MS, intervalMs);
        soonMs = interval / 2;
        longMs = 2 * interval;
        minimum = slots;
        limit = PER_SLOT * slots;
    }

    /** Whether another segment may be sent. */
    boolean allows() {
        boolean allowed = inFlight() < limit;
        waited |= !allowed;
        return allowed;
    }

    /** A segment was sent. */
    void sent() {
        sent++;
    }

    /** The barrier of a checkpoint was sent. */
    void barrier(long checkpoint, long nowMs) {
        barriers.put(checkpoint, new Barrier(sent, nowMs));
    }

    /** All sinks have the barrier. */
    void completed(long checkpoint, long nowMs) {
        Barrier barrier = barriers.get(checkpoint);
        if (barrier == null) {
            return;
        }
        Map<Long, Barrier> older = barriers.headMap(checkpoint, true);
        older.clear();
        done = barrier.sent();
        long tookMs = nowMs - barrier.timeMs();
        if (tookMs > longMs) {
            limit = Math.max(minimum, limit / 2);
        } else if (waited && tookMs < soonMs) {
            limit = Math.min(MOST, 2 * limit);
        }
        waited = false;
    }

    /** The checkpoint will not be completed. */
    void aborted(long checkpoint) {
        barriers.remove(checkpoint);
    }

    /** Segments that were sent and are not known to be done. */
    long inFlight() {
        return sent - done;
    }

    /** Upper limit of segments in flight. */
    int limit() {
        return limit;
    }
}
