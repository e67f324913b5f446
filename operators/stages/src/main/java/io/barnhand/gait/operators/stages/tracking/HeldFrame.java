package io.barnhand.gait.operators.stages.tracking;

import java.util.List;

/**
 * What is known of a frame that waits for a detection to come, without its pixels.
 *
 * @param timeUs event time, µs
 * @param flags see {@link io.barnhand.gait.operators.records.FrameFlag}
 * @param boxes of the tracks in it; empty until the detection after it
 */
public record HeldFrame(long timeUs, List<String> flags, List<TrackedBox> boxes) {}
