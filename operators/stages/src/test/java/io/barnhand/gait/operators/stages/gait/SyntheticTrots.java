package io.barnhand.gait.operators.stages.gait;

import io.barnhand.gait.operators.gait.settings.GaitSettings;
import io.barnhand.gait.operators.gait.settings.KeypointTraits;
import io.barnhand.gait.operators.records.TrackEnded;
import io.barnhand.gait.operators.records.TrackEvent;
import io.barnhand.gait.operators.synthetic.SyntheticGait;
import io.barnhand.gait.operators.synthetic.SyntheticTrack;
import io.barnhand.gait.operators.synthetic.SyntheticView;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Poses of a horse that trots by, and settings to measure it. */
final class SyntheticTrots {

    static final long START = SyntheticView.SIDE.startUs();
    static final GaitSettings PASSES = settings(Duration.ZERO, Duration.ofSeconds(60));
    static final GaitSettings SLIDING = settings(Duration.ofSeconds(5), Duration.ofSeconds(60));

    private SyntheticTrots() {}

    static List<TrackEvent> trot(double fromSeconds, double toSeconds) {
        return SyntheticTrack.of(
                        SyntheticGait.TROT,
                        SyntheticView.SIDE
                                .noise(0.01)
                                .startUs(START + Math.round(fromSeconds * 1e6))
                                .seconds(toSeconds - fromSeconds))
                .stream()
                .map(TrackEvent::of)
                .toList();
    }

    static GaitSettings settings(Duration sliding, Duration passMax) {
        return new GaitSettings(
                new KeypointTraits(0.3, KeypointTraits.UNVERIFIED),
                Map.of(),
                GaitSettings.DEFAULT_PASS_GAP,
                passMax,
                sliding,
                GaitSettings.DEFAULT_HOP,
                Map.of(),
                Set.of(),
                Map.of());
    }

    /** The end of their track. */
    static TrackEvent end(double seconds) {
        return TrackEvent.of(
                new TrackEnded(
                        SyntheticTrack.CAMERA,
                        SyntheticTrack.RECORDING,
                        SyntheticTrack.TRACK,
                        START + Math.round(seconds * 1e6),
                        "lost"));
    }
}
