package io.barnhand.gait.operators.gait.signal;

import io.barnhand.gait.operators.gait.measurement.GaitFlag;
import io.barnhand.gait.operators.gait.measurement.GaitWindow;
import io.barnhand.gait.operators.gait.measurement.Quality;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A window with a known place of the trunk.
 *
 * @param scaled the window as scaled
 * @param trunk place and facing of the trunk
 * @param way over the ground of the picture; empty where too few frames have a trunk
 * @param otherHorse whether the track goes over to another horse
 */
public record TrunkWindow(
        ScaledWindow scaled, TrunkReference trunk, Optional<Speed> way, boolean otherHorse)
        implements WindowStep {

    private static final double STANDING_SHARE = 0.8;

    /** Empty where neck and tail are not seen together in at least four frames. */
    public static Optional<TrunkWindow> of(ScaledWindow scaled) {
        TrackSamples samples = scaled.samples();
        BodyScale scale = scaled.scale();
        return TrunkReference.of(samples, scale)
                .map(
                        trunk ->
                                new TrunkWindow(
                                        scaled,
                                        trunk,
                                        Speed.of(samples.t(), trunk, scale),
                                        IdentitySwitch.occurs(samples, scale)));
    }

    public TrackSamples samples() {
        return scaled.samples();
    }

    public BodyScale scale() {
        return scaled.scale();
    }

    /** Share of the frames that have a trunk and at least three hooves. */
    public double validShare() {
        return GaitQuality.validShare(samples(), trunk);
    }

    /** Whether the horse stands in most of the frames. */
    public boolean standing() {
        if (way.isEmpty() || Math.abs(way.get().value()) > Stillness.TRUNK_SPEED) {
            return false;
        }
        int still = 0;
        for (boolean s : Stillness.frames(samples(), trunk, scale())) {
            still += s ? 1 : 0;
        }
        return still >= STANDING_SHARE * samples().frames();
    }

    @Override
    public WindowSignals before() {
        return scaled;
    }

    @Override
    public List<GaitFlag> signs() {
        List<GaitFlag> signs = new ArrayList<>(scaled.signs());
        if (otherHorse) {
            signs.add(GaitFlag.IDENTITY_AMBIGUOUS);
        }
        if (scale().oblique()) {
            signs.add(GaitFlag.OBLIQUE_VIEW);
        }
        return signs;
    }

    @Override
    public Quality quality() {
        return quality(samples());
    }

    /** With other samples of the same frames. */
    public Quality quality(TrackSamples others) {
        return scaled.quality(others)
                .with(quality -> quality.validFrac(validShare()).facingShare(trunk.facingShare()));
    }

    /** Which way the horse goes; not known where it is not one horse throughout. */
    @Override
    public Optional<String> direction() {
        return otherHorse
                ? Optional.empty()
                : way.map(w -> imageSide(w.value() < 0 ? -trunk.facing() : trunk.facing()));
    }

    /** The side of the picture that the horse faces. */
    public String looksTo() {
        return imageSide(trunk.facing());
    }

    private static String imageSide(int sign) {
        return sign > 0 ? GaitWindow.IMAGE_RIGHT : GaitWindow.IMAGE_LEFT;
    }
}
