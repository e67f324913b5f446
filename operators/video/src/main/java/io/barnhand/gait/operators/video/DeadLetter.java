package io.barnhand.gait.operators.video;

/**
 * Input that could not be used, with the reason; the job goes on without it.
 *
 * @param camera camera id, or null where unknown
 * @param recording recording id, or null where unknown
 * @param source URI of the segment, or name of the file and line
 * @param stage {@code plan}, {@code decode}, {@code detect}, {@code pose} or {@code parse}
 * @param reason short stable code, for example {@code unreadable}, {@code truncated}, {@code
 *     too_many_pixels}
 * @param message what happened, the value seen, what to do
 * @param timeUs event time of the first thing lost, µs since the epoch, or null
 */
public record DeadLetter(
        String camera,
        String recording,
        String source,
        String stage,
        String reason,
        String message,
        Long timeUs) {}
