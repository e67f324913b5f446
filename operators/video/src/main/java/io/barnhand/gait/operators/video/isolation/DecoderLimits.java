package io.barnhand.gait.operators.video.isolation;

import java.io.Serializable;
import java.time.Duration;

/**
 * What a decoder may take before it is ended.
 *
 * @param timeout longest wait for the next frame, or for a file to be opened
 * @param memory most resident memory of its process, bytes; looked at every 50 ms where {@code
 *     /proc} tells it
 */
public record DecoderLimits(Duration timeout, long memory) implements Serializable {

    /** A minute, 2 GiB. */
    public static final DecoderLimits DEFAULT = new DecoderLimits(Duration.ofMinutes(1), 2L << 30);

    public DecoderLimits {
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("A decoder needs time, got " + timeout);
        }
        if (memory < 1) {
            throw new IllegalArgumentException("A decoder needs memory, got " + memory);
        }
    }
}
