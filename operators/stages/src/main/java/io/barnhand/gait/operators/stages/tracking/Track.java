package io.barnhand.gait.operators.stages.tracking;

import io.barnhand.gait.models.image.Box;

/**
 * A horse followed through a recording, as of the last detection.
 *
 * @param id recording, event time (µs) of the track's first frame, ordinal among those that began
 *     there; separated by {@code /}
 * @param confirmed whether it was found at two detections in a row; one that was not is never shown
 * @param motion where it is and how it moves
 * @param matchedUs event time of the last detection that found it, µs
 * @param misses detections since then that did not
 * @param box where it was found or, where {@code misses > 0}, is thought to be; image px
 * @param score of the detection that found it last, 0..1
 * @param size filtered side of its crop
 */
public record Track(
        String id,
        boolean confirmed,
        KalmanBox motion,
        long matchedUs,
        int misses,
        Box box,
        float score,
        CropSize size) {

    Track found(long timeUs, Box at, float withScore, double side) {
        return new Track(
                id,
                true,
                motion.at(timeUs).with(at),
                timeUs,
                0,
                at,
                withScore,
                size.follow(timeUs, side));
    }

    Track missed(long timeUs) {
        KalmanBox predicted = motion.at(timeUs);
        return new Track(
                id, confirmed, predicted, matchedUs, misses + 1, predicted.box(), score, size);
    }
}
