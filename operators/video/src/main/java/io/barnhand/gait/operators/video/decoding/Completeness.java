package io.barnhand.gait.operators.video.decoding;

import io.barnhand.gait.operators.video.container.VideoStream.Announcement;

/**
 * Compares what was read of a file with what it announces. All streams count, since sound may
 * outlast the picture. If a number of frames is announced, it must be short as well, since edit
 * lists shorten the duration shown.
 */
final class Completeness {

    private long videoPackets;
    private long lastStamp = Long.MIN_VALUE;
    private long lastEndUs = Long.MIN_VALUE;

    /**
     * A packet of the video came.
     *
     * @param stamp its decoding time stamp, in ticks of the stream; {@link Long#MIN_VALUE} without
     */
    void video(long stamp) {
        videoPackets++;
        lastStamp = Math.max(lastStamp, stamp);
    }

    /** A packet of any stream that ends at a time came. */
    void until(long endUs) {
        lastEndUs = Math.max(lastEndUs, endUs);
    }

    /** Packets from another position in the file follow. */
    void restart() {
        videoPackets = 0;
        lastEndUs = Long.MIN_VALUE;
    }

    /**
     * Missing duration, µs; 0 if all was read or nothing was announced.
     *
     * @param readFromUs presentation time that reading began at; null for the file's beginning
     */
    long missingUs(Announcement announced, Long readFromUs) {
        if (announced.durationUs() == null
                || lastEndUs == Long.MIN_VALUE
                || allFramesCame(announced, readFromUs != null)) {
            return 0;
        }
        long missing = announced.durationUs() - (lastEndUs - announced.startedUs());
        long readUs = readFromUs == null ? announced.durationUs() : lastEndUs - readFromUs;
        long toleranceUs = 100_000 + 2 * readUs / Math.max(2, videoPackets);
        return missing > toleranceUs ? missing : 0;
    }

    /** Whether a container that announces a number of frames gave the last of them. */
    private boolean allFramesCame(Announcement announced, boolean readFromWithin) {
        if (announced.frames() == 0) {
            return false;
        }
        return readFromWithin
                ? announced.lastIndexed() != null && lastStamp >= announced.lastIndexed()
                : videoPackets >= announced.frames();
    }
}
