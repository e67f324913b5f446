package io.barnhand.gait.operators.stages.tracking;

import java.util.List;

/**
 * A frame that waits for the next detection, without its pixels.
 *
 * @param timeUs event time, µs
 * @param flags see {@link io.barnhand.gait.operators.records.FrameFlag}
 * @param boxes of the tracks in it; empty until the detection after it
 */
public record HeldFrame(long timeUs, List<String> flags, List<TrackedBox> boxes) {}
