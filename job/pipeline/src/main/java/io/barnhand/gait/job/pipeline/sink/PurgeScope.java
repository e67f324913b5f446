package io.barnhand.gait.job.pipeline.sink;

import java.time.Instant;
import java.util.Set;

/**
 * The records to remove: those that end before a time.
 *
 * @param cameras ids
 * @param before event time
 */
public record PurgeScope(Set<String> cameras, Instant before) {

    public PurgeScope {
        cameras = Set.copyOf(cameras);
    }

    public boolean covers(String camera, long endUs) {
        return cameras.contains(camera) && endUs < beforeUs();
    }

    public long beforeUs() {
        return Math.multiplyExact(before.getEpochSecond(), 1_000_000L) + before.getNano() / 1000;
    }
}
