package io.barnhand.gait.operators.video.decoding;

import java.util.function.LongPredicate;

/**
 * Takes the first frame at or after each point of a time grid. The grid starts with the recording,
 * so that cutting the recording into segments does not change which frames are taken.
 */
public final class FrameDecimation implements LongPredicate {

    /** Containers round presentation times, Matroska to a whole millisecond. */
    private static final long TOLERANCE_US = 1000;

    private final long anchorUs;
    private final double periodUs;
    private long taken;

    /**
     * @param anchorUs event time of the recording's first frame, µs
     * @param fps frames per second wanted
     * @param lastUs event time of the last frame taken before, µs; null where there is none
     */
    public FrameDecimation(long anchorUs, double fps, Long lastUs) {
        if (!(fps > 0) || fps > 1000) {
            throw new IllegalArgumentException(
                    "The wanted frame rate must be above 0 and at most 1000 per second, got "
                            + fps);
        }
        this.anchorUs = anchorUs;
        this.periodUs = 1e6 / fps;
        this.taken = lastUs == null ? Long.MIN_VALUE : point(lastUs);
    }

    @Override
    public boolean test(long timeUs) {
        long point = point(timeUs);
        if (point <= taken) {
            return false;
        }
        taken = point;
        return true;
    }

    private long point(long timeUs) {
        return (long) Math.floor((timeUs - anchorUs + TOLERANCE_US) / periodUs);
    }
}
