package io.barnhand.gait.operators.records;

/**
 * What the gait stage reads: a pose of a track, or its end. Exactly one of the two is not null; a
 * union type would need a serialiser of its own.
 */
public record TrackEvent(HorsePose pose, TrackEnded ended) {

    public TrackEvent {
        if ((pose == null) == (ended == null)) {
            throw new IllegalArgumentException("A track event is either a pose or an end");
        }
    }

    public static TrackEvent of(HorsePose pose) {
        return new TrackEvent(pose, null);
    }

    public static TrackEvent of(TrackEnded ended) {
        return new TrackEvent(null, ended);
    }

    public String camera() {
        return pose != null ? pose.camera() : ended.camera();
    }

    public String recording() {
        return pose != null ? pose.recording() : ended.recording();
    }

    public String track() {
        return pose != null ? pose.track() : ended.track();
    }

    /** Event time, µs since the epoch; unique per track. */
    public long timeUs() {
        return pose != null ? pose.timeUs() : ended.timeUs();
    }
}
