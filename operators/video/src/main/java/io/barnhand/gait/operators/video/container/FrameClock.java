package io.barnhand.gait.operators.video.container;

import io.barnhand.gait.operators.video.EventTime;

/**
 * Event times of the frames of a file: its start plus the presentation time since the first frame,
 * even if that one is damaged.
 */
public final class FrameClock {

    private static final long NONE = Long.MIN_VALUE;

    private final long startUs;
    private long firstPtsUs = NONE;
    private long firstLostPtsUs = Long.MAX_VALUE;
    private long lastUs = NONE;
    private long shiftUs;

    /**
     * @param startUs event time of the first frame, µs
     */
    public FrameClock(long startUs) {
        this.startUs = startUs;
    }

    /** Whether the first frame is known. */
    public boolean isStarted() {
        return firstPtsUs != NONE;
    }

    /** Presentation time of the first frame, µs. */
    public long firstPtsUs() {
        return firstPtsUs;
    }

    /** A frame of this presentation time was lost. */
    public void lost(long ptsUs) {
        if (!isStarted()) {
            firstLostPtsUs = Math.min(firstLostPtsUs, ptsUs);
        }
    }

    /**
     * Presentation time since the first frame, µs; the first call names that frame. Negative if two
     * absurd times are further apart than a long can hold.
     */
    public long sinceFirstUs(long ptsUs) {
        if (!isStarted()) {
            firstPtsUs = Math.min(ptsUs, firstLostPtsUs);
        }
        return ptsUs - firstPtsUs + shiftUs;
    }

    /** Whether a frame comes after those taken before. */
    public boolean isLater(long sinceFirstUs) {
        return lastUs == NONE || sinceFirstUs > lastUs - startUs;
    }

    /**
     * Takes a frame; returns its event time, µs.
     *
     * @throws ArithmeticException if that is none of {@link EventTime}
     */
    public long take(long sinceFirstUs) {
        long timeUs = Math.addExact(startUs, sinceFirstUs);
        if (!EventTime.contains(timeUs)) {
            throw new ArithmeticException(timeUs + " µs is not " + EventTime.RANGE);
        }
        lastUs = timeUs;
        return lastUs;
    }

    /** Event time of a presentation time, µs, once the first frame is known. */
    public long eventUs(long ptsUs) {
        return startUs + sinceFirstUs(ptsUs);
    }

    /** Whether a presentation time is none within the longest video allowed, µs. */
    public boolean isBeyond(long ptsUs, long longestUs) {
        long sinceFirstUs = sinceFirstUs(ptsUs);
        return sinceFirstUs < 0 || sinceFirstUs > longestUs;
    }

    /**
     * Time stamps jump to this one. Forward within the longest video allowed they are believed;
     * else they say nothing of the time since the last frame taken: this one comes the usual
     * distance after it, and others count from there.
     */
    public void jump(long ptsUs, long usualUs, long longestUs) {
        long sinceFirstUs = sinceFirstUs(ptsUs);
        if (!isLater(sinceFirstUs) || isBeyond(ptsUs, longestUs)) {
            shiftUs += lastUs - startUs + usualUs - sinceFirstUs;
        }
    }

    /** Frames from another position in the file follow. */
    public void restart() {
        lastUs = NONE;
    }

    /** The earliest event time that comes after the frames taken, µs. */
    public long afterLastUs() {
        return lastUs == NONE ? startUs : lastUs + 1;
    }

    /** Whether a frame was taken. */
    public boolean hasTaken() {
        return lastUs != NONE;
    }
}
