package io.barnhand.gait.operators.video.container;

import static org.bytedeco.ffmpeg.global.avutil.av_rescale;

/**
 * How the time of a file relates to the time in which it was recorded: pictures captured at one
 * rate are stored at another.
 *
 * @param captured rate, in the unit of the other, at least 1
 * @param stored rate
 */
record TimeScale(long captured, long stored) {

    /** Stored as it was captured. */
    static final TimeScale NONE = new TimeScale(1, 1);

    /** Ratios so near to whole or half ones are those: 240 pictures a second stored at 29.97. */
    private static final double NEAR = 0.005;

    private static final double UNITS = 1000;

    /** Of rates per second. */
    static TimeScale of(double captured, double stored) {
        double ratio = captured / stored;
        long slower = Math.round(2 * ratio);
        if (slower > 2 && Math.abs(2 * ratio / slower - 1) <= NEAR) {
            return new TimeScale(slower, 2);
        }
        long faster = Math.round(2 / ratio);
        if (faster > 2 && Math.abs(2 / ratio / faster - 1) <= NEAR) {
            return new TimeScale(2, faster);
        }
        return new TimeScale(
                Math.max(1, Math.round(UNITS * captured)), Math.max(1, Math.round(UNITS * stored)));
    }

    boolean isNone() {
        return captured == stored;
    }

    /** How many times slower the file plays than it was recorded; below 1 it plays faster. */
    double slowness() {
        return (double) captured / stored;
    }

    /** The time of recording of a time in the file, both in µs from the file's zero. */
    long recordedUs(long storedUs) {
        return isNone() ? storedUs : av_rescale(storedUs, stored, captured);
    }

    /** The time of recording, µs, of a time stamp, whose unit is {@code num / den} seconds. */
    long recordedUs(long stamp, int num, int den) {
        return isNone()
                ? av_rescale(stamp, 1_000_000L * num, den)
                // By way of ns: the product of both ratios may not fit into a long.
                : av_rescale(av_rescale(stamp, 1_000_000_000L * num, den), stored, 1000 * captured);
    }

    /** The time stamp, whose unit is {@code num / den} seconds, nearest to a time of recording. */
    long ticks(long recordedUs, int num, int den) {
        return isNone()
                ? av_rescale(recordedUs, den, 1_000_000L * num)
                : av_rescale(
                        av_rescale(recordedUs, 1000 * captured, stored), den, 1_000_000_000L * num);
    }
}
