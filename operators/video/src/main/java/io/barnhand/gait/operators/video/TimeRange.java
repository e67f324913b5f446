package io.barnhand.gait.operators.video;

import java.io.Serializable;

/**
 * A range of event time.
 *
 * @param fromUs µs since the epoch, or {@link Long#MIN_VALUE} without a beginning
 * @param toUs first time after it, or {@link Long#MAX_VALUE} without an end
 */
public record TimeRange(long fromUs, long toUs) implements Serializable {

    /** All of time. */
    public static final TimeRange ALL = new TimeRange(Long.MIN_VALUE, Long.MAX_VALUE);

    public boolean contains(long timeUs) {
        return timeUs >= fromUs && timeUs < toUs;
    }
}
