package io.barnhand.gait.operators.stages.detection;

import io.barnhand.gait.operators.stages.tracking.FrameTracking;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Units between two segments whose held frames have their pixels in memory, at most a number of
 * bytes; beyond it those used longest ago are let go.
 */
final class HeldTrackings {

    private final long mostBytes;

    /** The one used longest ago first. */
    private final Map<String, FrameTracking> held = new LinkedHashMap<>();

    /**
     * @param mostBytes most pixels held for all units
     */
    HeldTrackings(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    /** Takes out what is held of a unit. */
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
        while (bytes > mostBytes && oldest.hasNext()) {
            bytes -= oldest.next().heldBytes();
            oldest.remove();
        }
    }
}
