package io.barnhand.gait.operators.gait.footfall;

import io.barnhand.gait.operators.gait.measurement.GaitFlag;
import io.barnhand.gait.operators.gait.measurement.Quality;
import io.barnhand.gait.operators.gait.rhythm.RhythmWander;
import io.barnhand.gait.operators.gait.rhythm.RhythmWindow;
import io.barnhand.gait.operators.gait.rhythm.StrideFrequency;
import io.barnhand.gait.operators.gait.signal.Speed;
import io.barnhand.gait.operators.gait.signal.WindowSignals;
import io.barnhand.gait.operators.gait.signal.WindowStep;
import java.util.List;
import java.util.Set;

/**
 * A window of at least two strides with its footfalls and the ground under them.
 *
 * @param signals the window before
 * @param way of the trunk
 * @param footfalls with the stride length that follows from the way, where it is known
 * @param frequencyError standard error of the stride frequency, Hz
 * @param drift velocity of the ground in the picture, BL/s: 0 where the hooves stand still in it;
 *     NaN where neither holds or is known
 * @param track hooves over that ground, or over the picture where it is not known
 * @param standing hooves on that track
 */
public record GroundedWindow(
        RhythmWindow signals,
        Speed way,
        Footfalls footfalls,
        double frequencyError,
        double drift,
        GroundTrack track,
        StandingHooves standing)
        implements WindowStep {

    /** A swing unlike the template's shifts the free stride length by up to a quarter. */
    private static final double GROUND_MISMATCH = 0.35;

    /** Standing hooves that drift by this share of the horse's speed do not stand. */
    private static final double DRIFT = 0.15;

    /**
     * @throws IllegalArgumentException if the way of the window's trunk is not known
     */
    public static GroundedWindow of(RhythmWindow signals) {
        Speed way =
                signals.way()
                        .orElseThrow(
                                () ->
                                        new IllegalArgumentException(
                                                "The ground under a horse needs the way of its trunk, got none"));
        StrideFrequency rhythm = signals.rhythm();
        Footfalls free = Footfalls.of(rhythm, rhythm.noise());
        double drift = drift(signals, way, free);
        boolean known = !Double.isNaN(drift);
        Footfalls footfalls =
                known && !signals.scale().oblique()
                        ? free.withLength(rhythm, (way.value() - drift) / rhythm.value())
                        : free;
        GroundTrack track = GroundTrack.of(signals.hooves(), way, known ? drift : 0);
        double error =
                Math.hypot(
                        rhythm.standardError(footfalls.noise()),
                        RhythmWander.standardError(rhythm, footfalls.noise()));
        return new GroundedWindow(
                signals, way, footfalls, error, drift, track, StandingHooves.of(track, footfalls));
    }

    private static double drift(RhythmWindow signals, Speed way, Footfalls footfalls) {
        double free = footfalls.strideLength() * signals.rhythm().value();
        boolean matches = Math.abs(free / way.value() - 1) < GROUND_MISMATCH;
        StandingHooves still =
                StandingHooves.of(GroundTrack.of(signals.hooves(), way, 0), footfalls);
        if (Double.isNaN(still.drift()) || signals.scale().oblique()) {
            // Too few frames of each contact, or lengths that change within it.
            return matches ? 0 : Double.NaN;
        }
        if (Math.abs(still.drift()) < DRIFT * free && matches) {
            return 0;
        }
        double corrected = way.value() - still.drift();
        return Math.abs(free / corrected - 1) < GROUND_MISMATCH ? still.drift() : Double.NaN;
    }

    public StrideFrequency rhythm() {
        return signals.rhythm();
    }

    @Override
    public WindowSignals before() {
        return signals;
    }

    @Override
    public Set<GaitFlag> flags() {
        Set<GaitFlag> flags = signals.flags();
        if (cameraMoves()) {
            flags.add(GaitFlag.CAMERA_MOTION);
        }
        return flags;
    }

    @Override
    public Quality quality() {
        return signals.quality();
    }

    public boolean groundKnown() {
        return !Double.isNaN(drift);
    }

    /** Hooves that stand on no ground; lengths of an oblique view say nothing about the camera. */
    public boolean groundLost() {
        return !groundKnown() && !signals.scale().oblique();
    }

    /** Whether the ground moves in the picture, or is not known to stand still. */
    public boolean cameraMoves() {
        return drift != 0 && !signals.scale().oblique();
    }

    /** Why there can be no speeds and lengths, or empty. */
    public List<GaitFlag> againstLengths() {
        if (signals.scale().oblique()) {
            return List.of(GaitFlag.OBLIQUE_VIEW);
        }
        return groundLost() ? List.of(GaitFlag.CAMERA_MOTION) : List.of();
    }
}
