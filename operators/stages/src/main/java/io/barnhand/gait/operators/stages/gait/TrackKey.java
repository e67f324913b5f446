package io.barnhand.gait.operators.stages.gait;

import io.barnhand.gait.operators.records.TrackEvent;
import org.apache.flink.api.java.functions.KeySelector;

/**
 * Camera, recording and track in one string, joined by NUL, which none of them can contain: a track
 * id alone need not be unique between cameras.
 */
public final class TrackKey implements KeySelector<TrackEvent, String> {

    private static final long serialVersionUID = 1;

    @Override
    public String getKey(TrackEvent event) {
        return event.camera() + '\0' + event.recording() + '\0' + event.track();
    }
}
