package io.barnhand.gait.operators.video;

/**
 * Input that could not be used, with the reason; the job continues without it. Stage and reason are
 * text: a file of another version may hold values that are unknown here.
 *
 * @param camera camera id, or null if unknown
 * @param recording recording id, or null if unknown
 * @param source URI of the segment, or name of the file and line
 * @param stage see {@link DeadLetterStage}
 * @param reason see {@link DeadLetterReason#key()}
 * @param message the problem with the value seen; the action
 * @param timeUs event time of the first loss, µs since the epoch; null where it is not known or, as
 *     for input that is refused for its time, none of {@link EventTime}
 */
public record DeadLetter(
        String camera,
        String recording,
        String source,
        String stage,
        String reason,
        String message,
        Long timeUs) {

    public DeadLetter {
        timeUs = timeUs == null || EventTime.contains(timeUs) ? timeUs : null;
    }

    /**
     * @param camera camera id, or null if unknown
     * @param recording recording id, or null if unknown
     * @param source URI of the segment, or name of the file and line
     * @param message the problem with the value seen; the action
     * @param timeUs event time of the first loss, µs since the epoch, or null
     */
    public static DeadLetter of(
            DeadLetterReason reason,
            String camera,
            String recording,
            String source,
            String message,
            Long timeUs) {
        return new DeadLetter(
                camera, recording, source, reason.stage().key(), reason.key(), message, timeUs);
    }

    /**
     * Of a segment, or the rest of it.
     *
     * @param timeUs event time of the first loss, µs since the epoch
     */
    public static DeadLetter ofSegment(
            DeadLetterReason reason, VideoSegment segment, long timeUs, String message) {
        return of(reason, segment.camera(), segment.recording(), segment.uri(), message, timeUs);
    }

    /** Of input whose camera and time are unknown. */
    public static DeadLetter of(DeadLetterReason reason, String source, String message) {
        return of(reason, null, null, source, message, null);
    }
}
