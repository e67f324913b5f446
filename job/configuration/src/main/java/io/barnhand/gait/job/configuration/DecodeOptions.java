package io.barnhand.gait.job.configuration;

import java.time.Duration;

/**
 * {@code decode}: where video is decoded.
 *
 * @param isolation whether decoders run beside the TaskManager
 * @param timeout longest wait of an isolated decoder for a frame
 * @param memory largest resident memory of an isolated decoder, bytes
 */
public record DecodeOptions(Isolation isolation, Duration timeout, long memory) {

    /** Where FFmpeg runs. */
    public enum Isolation {
        NONE,
        PROCESS
    }

    private static final Key<DecodeOptions, Isolation> ISOLATION =
            Key.of(
                    "isolation",
                    DecodeOptions::isolation,
                    Scalar.choice(Isolation.class),
                    Isolation.NONE,
                    "none: in the TaskManager; if one dies, the next attempt decodes the segments that it"
                            + " was decoding in a separate process, as noted below"
                            + " execution.checkpointing.dir, else io.tmp.dirs. process: always in a"
                            + " separate process, one a slot: a crash or hang of FFmpeg costs one"
                            + " segment. The two keys below are limits of that process:");

    private static final Key<DecodeOptions, Duration> TIMEOUT =
            Key.of(
                    "timeout",
                    DecodeOptions::timeout,
                    Scalar.duration(Duration.ofSeconds(1), Duration.ofHours(1)),
                    Duration.ofMinutes(1),
                    "longest wait for a frame, or for a file to open; after it the segment gets the dead"
                            + " letter decoder_hung");

    private static final Key<DecodeOptions, Long> MEMORY =
            Key.of(
                    "memory",
                    DecodeOptions::memory,
                    Scalar.bytes(),
                    2L << 30,
                    "largest resident memory; beyond it the segment gets the dead letter decoder_memory");

    static final Area<DecodeOptions> AREA =
            Area.of(DecodeOptions::read, ISOLATION, TIMEOUT, MEMORY);

    private static DecodeOptions read(Section section) {
        return new DecodeOptions(section.get(ISOLATION), section.get(TIMEOUT), section.get(MEMORY));
    }
}
