package io.barnhand.gait.operators.video.decoding;

import io.barnhand.gait.models.image.BgrImage;

/**
 * A decoded frame.
 *
 * @param timeUs event time, µs since the epoch: the segment's start plus the frame's presentation
 *     time counted from that of the first frame
 * @param image the complete frame, upright
 */
public record VideoFrame(long timeUs, BgrImage image) {}
