package io.barnhand.gait.operators.stages.tracking;

import io.barnhand.gait.models.image.Box;
import java.util.List;

/**
 * Where tracks are in the frames between two detections: on the straight line from box to box, with
 * a crop whose side grows or shrinks by the same factor in the same time. Nothing is placed further
 * than a reach from a detection that found its track.
 *
 * <p>A track that begins at a detection stands still before it. A track that a detection misses
 * continues for that interval as predicted, then pauses until it is found again, from the predicted
 * to the found box.
 *
 * @param fromUs event time of the detection before, µs; where there is none, that of this one
 * @param toUs event time of this detection, µs
 * @param reachUs furthest in time from a detection that found the track, µs
 */
record BoxInterpolation(long fromUs, long toUs, long reachUs) {

    /** Adds the box of a track that begins at this detection. */
    void placeNew(Track track, long timeUs, boolean ridden, List<TrackedBox> into) {
        if (isWithinReach(timeUs)) {
            into.add(
                    new TrackedBox(
                            track.id(), track.box(), track.size().side(), track.score(), ridden));
        }
    }

    /**
     * Adds the box of a track that both detections know, if it is to be seen.
     *
     * @param before the track as of the detection before
     * @param track as of this one
     */
    void place(Track before, Track track, long timeUs, boolean ridden, List<TrackedBox> into) {
        boolean visible =
                switch (track.misses()) {
                    case 0 -> before.misses() == 0 || isWithinReach(timeUs);
                    case 1 -> timeUs - track.matchedUs() <= reachUs;
                    default -> false;
                };
        if (!visible) {
            return;
        }
        double share = (double) (timeUs - fromUs) / (toUs - fromUs);
        double side =
                before.size().side() * Math.pow(track.size().side() / before.size().side(), share);
        into.add(
                new TrackedBox(
                        track.id(),
                        between(before.box(), track.box(), share),
                        side,
                        share < 0.5 ? before.score() : track.score(),
                        ridden));
    }

    private boolean isWithinReach(long timeUs) {
        return toUs - timeUs <= reachUs;
    }

    private static Box between(Box a, Box b, double share) {
        return new Box(
                a.x1() + share * (b.x1() - a.x1()),
                a.y1() + share * (b.y1() - a.y1()),
                a.x2() + share * (b.x2() - a.x2()),
                a.y2() + share * (b.y2() - a.y2()));
    }

    /** Adds the box of a track that the last detection found, as it continues after that. */
    static void carryOn(
            Track track, long timeUs, long reachUs, boolean ridden, List<TrackedBox> into) {
        long sinceUs = timeUs - track.matchedUs();
        if (track.misses() == 0 && sinceUs <= reachUs) {
            into.add(
                    new TrackedBox(
                            track.id(),
                            track.motion().moved(track.box(), sinceUs / 1e6),
                            track.size().side(),
                            track.score(),
                            ridden));
        }
    }
}
