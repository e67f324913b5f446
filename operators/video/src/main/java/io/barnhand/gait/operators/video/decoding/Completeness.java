package io.barnhand.gait.operators.video.decoding;

import io.barnhand.gait.operators.video.container.VideoStream.Announcement;
import java.util.HashMap;
import java.util.Map;

/**
 * Compares what was read of a file with what it announces. All streams count, since sound may
 * outlast the picture. If a number of frames is announced, it must be short as well, since edit
 * lists shorten the duration shown. Where time stamps of a stream go back, time continues.
 */
final class Completeness {

    /** Packets come in the order of decoding, which is that of presentation within some frames. */
    private static final long REORDERED_US = 640_000;

    private final Map<Integer, Long> ends = new HashMap<>();
    private final Map<Integer, Long> shifts = new HashMap<>();
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

    /**
     * A packet of any stream that ends at a time came.
     *
     * @param stream its number
     */
    void until(int stream, long endUs) {
        long shiftUs = shifts.getOrDefault(stream, 0L);
        Long before = ends.get(stream);
        if (before != null && endUs + shiftUs < before - REORDERED_US) {
            shiftUs = before - endUs;
            shifts.put(stream, shiftUs);
        }
        long nowUs = endUs + shiftUs;
        ends.merge(stream, nowUs, Math::max);
        lastEndUs = Math.max(lastEndUs, nowUs);
    }

    /** Packets from another position in the file follow. */
    void restart() {
        ends.clear();
        shifts.clear();
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
