package io.barnhand.gait.operators.video.decoding;

import io.barnhand.gait.models.image.BgrImage;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;

/**
 * A decoded frame.
 *
 * @param timeUs event time, µs since the epoch: the segment's start plus the frame's presentation
 *     time counted from that of the first frame
 * @param image the complete frame, upright, with square pixels
 * @param conditions what else is known of it
 */
public record VideoFrame(long timeUs, BgrImage image, Set<FrameCondition> conditions) {

    public VideoFrame {
        // In the order of the enum, which becomes that of flags in records: Set.copyOf has none.
        Set<FrameCondition> ordered = EnumSet.noneOf(FrameCondition.class);
        ordered.addAll(conditions);
        conditions = Collections.unmodifiableSet(ordered);
    }

    /** A frame of which nothing more is known. */
    public VideoFrame(long timeUs, BgrImage image) {
        this(timeUs, image, Set.of());
    }
}
