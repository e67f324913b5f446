package io.barnhand.gait.operators.gait.signal;

import io.barnhand.gait.operators.gait.measurement.Quality;
import java.util.Optional;

/**
 * A window with a known body length in the picture.
 *
 * @param gated the window as gated
 * @param samples without limbs longer than that body length allows
 * @param scale body length over time
 */
public record ScaledWindow(GatedWindow gated, TrackSamples samples, BodyScale scale)
        implements WindowStep {

    /** Empty where the trunk is not seen in at least four frames. */
    public static Optional<ScaledWindow> of(GatedWindow gated) {
        TrackSamples samples = gated.samples();
        return BodyScale.of(samples)
                .map(
                        scale ->
                                new ScaledWindow(
                                        gated,
                                        FrameGates.withoutStretchedLimbs(
                                                samples, scale.bodyLength()),
                                        scale));
    }

    @Override
    public WindowSignals before() {
        return gated;
    }

    @Override
    public Quality quality() {
        return quality(samples);
    }

    /** With other samples of the same frames. */
    Quality quality(TrackSamples others) {
        return gated.quality(others)
                .with(
                        quality ->
                                quality.blCv(GaitQuality.finite(scale.variationCoefficient()))
                                        .yawProxy(GaitQuality.finite(scale.yawProxy())));
    }

    @Override
    public Optional<Double> bodyLengthPx() {
        return Optional.of(scale.passValue()).filter(Double::isFinite);
    }
}
