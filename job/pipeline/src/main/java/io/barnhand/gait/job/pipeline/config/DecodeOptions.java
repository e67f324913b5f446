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

    private static final Key<DecodeOptions, Isolation> ISOLATION =
            Key.of(
                    "isolation",
                    DecodeOptions::isolation,
                    Scalar.choice(Isolation.class),
                    Isolation.NONE,
                    "none: in the TaskManager; a segment that was decoded when one died is decoded in a"
                            + " process of its own at the next attempt, noted below"
                            + " execution.checkpointing.dir, else io.tmp.dirs. process: always in a"
                            + " process beside it, one a slot: what makes FFmpeg crash or hang costs one"
                            + " segment. The two below hold for that process:");

    private static final Key<DecodeOptions, Duration> TIMEOUT =
            Key.of(
                    "timeout",
                    DecodeOptions::timeout,
                    Scalar.duration(Duration.ofSeconds(1), Duration.ofHours(1)),
                    Duration.ofMinutes(1),
                    "longest wait for a frame, or for a file to be opened; then the segment is"
                            + " decoder_hung");

    private static final Key<DecodeOptions, Long> MEMORY =
            Key.of(
                    "memory",
                    DecodeOptions::memory,
                    Scalar.bytes(),
                    2L << 30,
                    "most resident memory; beyond it the segment is decoder_memory");

    static final Area<DecodeOptions> AREA =
            Area.of(DecodeOptions::read, ISOLATION, TIMEOUT, MEMORY);

    private static DecodeOptions read(Section section) {
        return new DecodeOptions(section.get(ISOLATION), section.get(TIMEOUT), section.get(MEMORY));
    }
}
