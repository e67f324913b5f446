package io.barnhand.gait.operators.records;

import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Input of the gait stage: a pose of a track, or its end. Exactly one of the two is not null; a
 * sealed type would need its own serialiser.
 */
public record TrackEvent(@Nullable HorsePose pose, @Nullable TrackEnded ended) {

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
        return either(HorsePose::camera, TrackEnded::camera);
    }

    public String recording() {
        return either(HorsePose::recording, TrackEnded::recording);
    }

    public String track() {
        return either(HorsePose::track, TrackEnded::track);
    }

    /** Event time, µs since the epoch; unique per track. */
    public long timeUs() {
        return pose != null ? pose.timeUs() : Objects.requireNonNull(ended).timeUs();
    }

    private <T> T either(Function<HorsePose, T> ofPose, Function<TrackEnded, T> ofEnd) {
        return pose != null ? ofPose.apply(pose) : ofEnd.apply(Objects.requireNonNull(ended));
    }
}
