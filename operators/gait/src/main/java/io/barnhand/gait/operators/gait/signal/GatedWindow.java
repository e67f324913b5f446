package io.barnhand.gait.operators.gait.signal;

import io.barnhand.gait.operators.gait.measurement.GaitFlag;
import io.barnhand.gait.operators.gait.measurement.Quality;
import java.util.ArrayList;
import java.util.List;

/**
 * The poses of a window after the {@linkplain FrameGates gates}.
 *
 * @param poses at least one of them posed
 * @param samples of the posed ones
 */
public record GatedWindow(WindowPoses poses, TrackSamples samples) implements WindowSignals {

    public static GatedWindow of(WindowPoses poses) {
        return new GatedWindow(
                poses,
                FrameGates.samples(
                        poses.posed(), poses.keypoints().minScore(), poses.camera().mirrored()));
    }

    @Override
    public List<GaitFlag> signs() {
        List<GaitFlag> signs = new ArrayList<>(poses.signs());
        if (samples.edgeClipped() > 0) {
            signs.add(GaitFlag.EDGE_CLIPPED);
        }
        if (samples.repeated() > 0) {
            signs.add(GaitFlag.DUPLICATE_FRAMES);
        }
        return signs;
    }

    @Override
    public Quality quality() {
        return quality(samples);
    }

    /** With other samples of the same frames. */
    Quality quality(TrackSamples others) {
        int n = poses.all().size();
        return poses.quality()
                .with(
                        quality ->
                                quality.gapFrac(1 - (double) others.usableFrames() / n)
                                        .maxGapMs(
                                                GaitQuality.finite(
                                                        GaitQuality.longestGapMs(others)))
                                        .medianConf(GaitQuality.confidence(others))
                                        .edgeClippedFrac((double) others.edgeClipped() / n)
                                        .overlapFrac((double) others.overlapped() / n));
    }
}
