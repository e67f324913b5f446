package io.barnhand.gait.operators.records;

/**
 * The end of a track: no further pose follows.
 *
 * @param camera camera id
 * @param recording recording id
 * @param track track id
 * @param timeUs event time strictly after the track's last pose, µs since the epoch
 * @param reason {@code lost}, {@code segment_gap}, {@code time_jump}, {@code silence} or {@code
 *     end_of_recording}
 */
public record TrackEnded(
        String camera, String recording, String track, long timeUs, String reason) {}
