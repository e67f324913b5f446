package io.barnhand.gait.operators.stages.tracking;

import java.util.List;

/**
 * State of the tracking of a recording between frames, without pixels. A time is null where its
 * event has not happened yet.
 *
 * @param anchorUs event time of the first frame: detection and decimation count from it
 * @param lastUs event time of the last frame taken, dropped duplicates included
 * @param lastDigest of that frame's pixels
 * @param width of the last frame, px
 * @param height of the last frame, px
 * @param pendingFlags flags for the next frame
 * @param detectedUs event time of the last detection
 * @param tracks as of that detection
 * @param ridden ids of the tracks that somebody sat on at that detection
 * @param older frames up to that detection that wait for a track to be confirmed
 * @param recent frames after it
 */
public record TrackingState(
        Long anchorUs,
        Long lastUs,
        long lastDigest,
        int width,
        int height,
        List<String> pendingFlags,
        Long detectedUs,
        List<Track> tracks,
        List<String> ridden,
        List<HeldFrame> older,
        List<HeldFrame> recent) {

    static final TrackingState EMPTY = beginning(null);

    /**
     * Of a recording that is known to begin at a time (µs), before its first frame; null if not.
     */
    public static TrackingState beginning(Long anchorUs) {
        return new TrackingState(
                anchorUs, null, 0, 0, 0, List.of(), null, List.of(), List.of(), List.of(),
                List.of());
    }
}
