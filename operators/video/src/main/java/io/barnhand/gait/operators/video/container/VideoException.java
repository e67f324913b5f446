package io.barnhand.gait.operators.video.container;

import io.barnhand.gait.models.BarnhandException;
import io.barnhand.gait.operators.video.DeadLetterReason;
import io.barnhand.gait.operators.video.DeadLetterStage;
import java.util.Locale;

/** A video that cannot be read, or not to its end. It becomes a dead letter of its segment. */
public final class VideoException extends BarnhandException {

    private static final long serialVersionUID = 1L;

    private final DeadLetterReason reason;
    private final Long timeUs;

    /**
     * @param reason one of the stage {@link DeadLetterStage#DECODE}
     * @param timeUs event time of the first loss, µs since the epoch, or null if all is lost
     * @param problem what is wrong, and the value seen
     * @param action what to do
     */
    public VideoException(DeadLetterReason reason, Long timeUs, String problem, String action) {
        this(reason, timeUs, problem, action, null);
    }

    /**
     * @param reason one of the stage {@link DeadLetterStage#DECODE}
     * @param timeUs event time of the first loss, µs since the epoch, or null if all is lost
     * @param problem what is wrong, and the value seen
     * @param action what to do
     * @param cause may be null
     * @throws IllegalArgumentException if the reason is one of another stage
     */
    public VideoException(
            DeadLetterReason reason, Long timeUs, String problem, String action, Throwable cause) {
        super(problem, action, cause);
        if (reason.stage() != DeadLetterStage.DECODE) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "A video exception takes a reason of the stage DECODE, got %s of %s",
                            reason,
                            reason.stage()));
        }
        this.reason = reason;
        this.timeUs = timeUs;
    }

    /** One of the stage {@link DeadLetterStage#DECODE}. */
    public DeadLetterReason reason() {
        return reason;
    }

    /** Event time of the first loss, µs since the epoch, or null if all is lost. */
    public Long timeUs() {
        return timeUs;
    }
}
