package io.barnhand.gait.operators.records;

import org.jspecify.annotations.Nullable;

/**
 * What the detector saw of time in which no horse was followed.
 *
 * @param bestScore highest score of a detection that might be a horse, 0..1; 0 where none reached
 *     the floor
 * @param turnedDegrees clockwise turn after which a picture of it showed a horse with at least the
 *     score that begins a track: 90, 180 or 270; null if there is none, or none was tried
 * @param turnedScore score of that horse, 0..1; null if there is none
 */
public record UnseenHorse(
        double bestScore, @Nullable Integer turnedDegrees, @Nullable Double turnedScore) {

    /** Of two times together: the best of each. */
    public UnseenHorse and(UnseenHorse other) {
        boolean own =
                turnedScore != null
                        && (other.turnedScore == null || turnedScore >= other.turnedScore);
        UnseenHorse turned = own ? this : other;
        return new UnseenHorse(
                Math.max(bestScore, other.bestScore), turned.turnedDegrees, turned.turnedScore);
    }
}
