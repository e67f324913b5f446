package io.barnhand.gait.operators.stages.gait;

/**
 * How far a track has been read; travels in state beside its poses.
 *
 * @param firstUs time of the track's first pose: the sliding windows' grid hangs on it
 * @param newestUs latest time seen
 * @param passFromUs time of the first pose of the open pass, or {@code Long.MAX_VALUE} before it
 * @param lastUs time of the last pose taken into the pass, or {@code Long.MIN_VALUE}
 * @param taken number of poses in the open pass
 * @param nextWindow index of the next sliding window to cut
 */
public record TrackProgress(
        long firstUs, long newestUs, long passFromUs, long lastUs, int taken, long nextWindow) {

    static TrackProgress startingAt(long timeUs) {
        return new TrackProgress(timeUs, timeUs, Long.MAX_VALUE, Long.MIN_VALUE, 0, 0);
    }

    TrackProgress seen(long timeUs) {
        // Until a pose has been taken, an earlier one may still turn out to be the first.
        long first = lastUs == Long.MIN_VALUE ? Math.min(firstUs, timeUs) : firstUs;
        return new TrackProgress(
                first, Math.max(newestUs, timeUs), passFromUs, lastUs, taken, nextWindow);
    }

    TrackProgress take(long timeUs) {
        return new TrackProgress(
                firstUs, newestUs, Math.min(passFromUs, timeUs), timeUs, taken + 1, nextWindow);
    }

    TrackProgress passClosed() {
        return new TrackProgress(firstUs, newestUs, Long.MAX_VALUE, lastUs, 0, nextWindow);
    }

    TrackProgress windowsCutTo(long next) {
        return new TrackProgress(firstUs, newestUs, passFromUs, lastUs, taken, next);
    }
}
