package io.barnhand.gait.job.pipeline.config;

import java.time.Duration;

/**
 * {@code decode}: where video is decoded.
 *
 * @param isolation whether decoders run beside the TaskManager
 * @param timeout longest wait of an isolated decoder for a frame
 * @param memory most resident memory of an isolated decoder, bytes
 */
public record DecodeOptions(Isolation isolation, Duration timeout, long memory) {

    /** Where FFmpeg runs. */
    public enum Isolation {
        NONE,
        PROCESS
    }

    static DecodeOptions read(Section section) {
        return new DecodeOptions(
                section.choice("isolation", Isolation.NONE),
                section.duration(
                        "timeout",
                        Duration.ofMinutes(1),
                        Duration.ofSeconds(1),
                        Duration.ofHours(1)),
                section.bytes("memory", 2L << 30));
    }
}
