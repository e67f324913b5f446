package io.barnhand.gait.operators.video.container;

import io.barnhand.gait.operators.video.DeadLetterReason;
import io.barnhand.gait.operators.video.DeadLetterStage;

/**
 * Video that cannot be read, or not to its end. The message says what, the value seen and what to
 * do.
 */
public final class VideoException extends Exception {

    private static final long serialVersionUID = 1L;

    private final DeadLetterReason reason;
    private final Long timeUs;

    /**
     * @param timeUs event time of the first thing lost, µs since the epoch, or null for everything
     * @param message what, the value seen, what to do
     * @throws IllegalArgumentException if the reason is none of decoding
     */
    public VideoException(DeadLetterReason reason, Long timeUs, String message) {
        super(message);
        if (reason.stage() != DeadLetterStage.DECODE) {
            throw new IllegalArgumentException(
                    "A video fails while it is decoded, got the reason %s of %s"
                            .formatted(reason, reason.stage()));
        }
        this.reason = reason;
        this.timeUs = timeUs;
    }

    /** One of the stage that decodes. */
    public DeadLetterReason reason() {
        return reason;
    }

    /** Event time of the first thing lost, µs since the epoch, or null for everything. */
    public Long timeUs() {
        return timeUs;
    }
}
