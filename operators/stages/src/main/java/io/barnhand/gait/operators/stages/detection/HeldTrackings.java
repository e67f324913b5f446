package io.barnhand.gait.operators.stages.detection;

import io.barnhand.gait.operators.stages.tracking.FrameTracking;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Units between two segments whose held frames have their pixels in memory, up to a number of
 * bytes; beyond it the least recently used units lose theirs.
 */
final class HeldTrackings {

    private final long maxBytes;

    /** The least recently used unit first. */
    private final Map<String, FrameTracking> held = new LinkedHashMap<>();

    /**
     * @param maxBytes maximum pixels held for all units, bytes
     */
    HeldTrackings(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** Takes the tracking of a unit out. */
    Optional<FrameTracking> take(String unit) {
        return Optional.ofNullable(held.remove(unit));
    }

    /** Holds a unit, if it has any pixels. */
    void keep(String unit, FrameTracking tracking) {
        if (tracking.heldBytes() == 0) {
            return;
        }
        held.put(unit, tracking);
        long bytes = held.values().stream().mapToLong(FrameTracking::heldBytes).sum();
        Iterator<FrameTracking> oldest = held.values().iterator();
        while (bytes > maxBytes && oldest.hasNext()) {
            bytes -= oldest.next().heldBytes();
            oldest.remove();
        }
    }
}
