package io.barnhand.gait.job.pipeline.sink;

import io.barnhand.gait.operators.video.EventTime;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;

/**
 * The records to remove: those that begin within a time, and of a span of coverage that ends later
 * what lies within.
 *
 * @param cameras ids
 * @param from first event time
 * @param before event time after the last
 */
public record PurgeScope(Set<String> cameras, Instant from, Instant before) {

    private static final Instant FIRST_DATED =
            Instant.EPOCH.plus(EventTime.FIRST_DATED_US, ChronoUnit.MICROS);

    public PurgeScope {
        cameras = Set.copyOf(cameras);
    }

    /** Those before a time whose clock is known. */
    public static PurgeScope dated(Set<String> cameras, Instant before) {
        return new PurgeScope(cameras, FIRST_DATED, before);
    }

    /** Those whose clock is unknown, which count from 1970. */
    public static PurgeScope undated(Set<String> cameras) {
        return new PurgeScope(cameras, Instant.EPOCH, FIRST_DATED);
    }

    public boolean covers(String camera, long startUs) {
        return cameras.contains(camera) && startUs >= fromUs() && startUs < beforeUs();
    }

    public long fromUs() {
        return us(from);
    }

    public long beforeUs() {
        return us(before);
    }

    private static long us(Instant time) {
        return Math.multiplyExact(time.getEpochSecond(), 1_000_000L) + time.getNano() / 1000;
    }
}
