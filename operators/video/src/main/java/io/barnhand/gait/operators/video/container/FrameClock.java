package io.barnhand.gait.operators.video.decoding;

import io.barnhand.gait.operators.video.EventTime;

/**
 * Event times of the frames of a file: its start plus the presentation time since the first frame,
 * even if that one is damaged.
 */
final class FrameClock {

    private static final long NONE = Long.MIN_VALUE;

    private final long startUs;
    private long firstPtsUs = NONE;
    private long firstLostPtsUs = Long.MAX_VALUE;
    private long lastUs = NONE;
    private long shiftUs;

    /**
     * @param startUs event time of the first frame, µs
     */
    FrameClock(long startUs) {
        this.startUs = startUs;
    }

    /** Whether the first frame is known. */
    boolean isStarted() {
        return firstPtsUs != NONE;
    }

    /** Presentation time of the first frame, µs. */
    long firstPtsUs() {
        return firstPtsUs;
    }

    /** A frame of this presentation time was lost. */
    void lost(long ptsUs) {
        if (!isStarted()) {
            firstLostPtsUs = Math.min(firstLostPtsUs, ptsUs);
        }
    }

    /**
     * Presentation time since the first frame, µs; the first call names that frame. Negative if two
     * absurd times are further apart than a long can hold.
     */
    long sinceFirstUs(long ptsUs) {
        if (!isStarted()) {
            firstPtsUs = Math.min(ptsUs, firstLostPtsUs);
        }
        return ptsUs - firstPtsUs + shiftUs;
    }

    /** Whether a frame comes after those taken before. */
    boolean isLater(long sinceFirstUs) {
        return lastUs == NONE || sinceFirstUs > lastUs - startUs;
    }

    /**
     * Takes a frame; returns its event time, µs.
     *
     * @throws ArithmeticException if that is none of {@link EventTime}
     */
    long take(long sinceFirstUs) {
        long timeUs = Math.addExact(startUs, sinceFirstUs);
        if (!EventTime.contains(timeUs)) {
            throw new ArithmeticException(timeUs + " µs is not " + EventTime.RANGE);
        }
        lastUs = timeUs;
        return lastUs;
    }

    /** Event time of a presentation time, µs, once the first frame is known. */
    long eventUs(long ptsUs) {
        return startUs + sinceFirstUs(ptsUs);
    }

    /**
     * The time stamps that follow say nothing of the time since the last frame taken: this one
     * comes so much after it, and others count from there.
     */
    void continueAfterLast(long ptsUs, long afterUs) {
        shiftUs += lastUs - startUs + afterUs - sinceFirstUs(ptsUs);
    }

    /** Frames from another position in the file follow. */
    void restart() {
        lastUs = NONE;
    }

    /** The earliest event time that comes after the frames taken, µs. */
    long afterLastUs() {
        return lastUs == NONE ? startUs : lastUs + 1;
    }

    /** Whether a frame was taken. */
    boolean hasTaken() {
        return lastUs != NONE;
    }
}
