package io.barnhand.gait.operators.video.isolation;

import java.io.Serializable;
import java.time.Duration;

/**
 * Limits of a decoding process; beyond them it is killed.
 *
 * @param timeout longest wait for the next frame, or for a file to be opened
 * @param memory maximum resident memory of the process, bytes; read every 50 ms from {@code /proc},
 *     where there is one
 */
public record DecoderLimits(Duration timeout, long memory) implements Serializable {

    /** A minute, 2 GiB. */
    public static final DecoderLimits DEFAULT = new DecoderLimits(Duration.ofMinutes(1), 2L << 30);

    public DecoderLimits {
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException(
                    "The timeout of a decoder must be above 0, got " + timeout);
        }
        if (memory < 1) {
            throw new IllegalArgumentException(
                    "The memory of a decoder must be above 0 bytes, got " + memory);
        }
    }
}
