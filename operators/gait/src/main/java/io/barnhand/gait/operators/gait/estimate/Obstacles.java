package io.barnhand.gait.operators.gait.estimate;

import io.barnhand.gait.operators.gait.measurement.GaitFlag;
import io.barnhand.gait.operators.gait.rhythm.HoofAutocorrelation;
import io.barnhand.gait.operators.gait.rhythm.LimbTiming;
import io.barnhand.gait.operators.gait.rhythm.RhythmWindow;
import io.barnhand.gait.operators.gait.rhythm.StrideFrequency;
import io.barnhand.gait.operators.gait.signal.HoofSignals;
import io.barnhand.gait.operators.gait.signal.Speed;
import io.barnhand.gait.operators.gait.signal.Stillness;
import io.barnhand.gait.operators.gait.signal.TrunkReference;
import io.barnhand.gait.operators.gait.signal.TrunkWindow;
import java.util.Optional;

/** Reasons why the gait of a moving horse cannot be measured. */
final class Obstacles {

    static final double MIN_STRIDES = 2;

    private static final double MIN_PERIODICITY = 0.5;

    /** Where both limbs of a pair show the same curve, half a stride apart. */
    private static final double MIN_STRIDES_TWICE = 1.3;

    /** A fit of pair curves that noise hardly reaches. */
    private static final double MIN_FIT = 0.58;

    private static final double STRIDES_PER_PART = 2.5;
    private static final double OTHER_RHYTHM = 0.3;

    private Obstacles() {}

    /** Where the hooves show no rhythm at all. */
    static GaitFlag withoutRhythm(TrunkWindow seen) {
        return course(seen.trunk(), seen.way()).orElse(unsteady(seen.way()));
    }

    /** Empty where frequency and stride duration can be given at least. */
    static Optional<GaitFlag> against(RhythmWindow window) {
        StrideFrequency rhythm = window.rhythm();
        Optional<GaitFlag> course = course(window.trunk(), window.way());
        if (course.isPresent()) {
            return course;
        }
        if (!(rhythm.periodicity() >= MIN_PERIODICITY) || window.swaps().fit() < MIN_FIT) {
            return Optional.of(unsteady(window.way()));
        }
        boolean seenTwice = window.swaps().timing().filter(LimbTiming::symmetrical).isPresent();
        if (window.way().isEmpty()
                || rhythm.strides() < (seenTwice ? MIN_STRIDES_TWICE : MIN_STRIDES)) {
            return Optional.of(GaitFlag.LOW_STRIDES);
        }
        boolean changes =
                rhythm.strides() >= MIN_STRIDES
                        && (window.way().get().changes(window.scale()) || mixed(window));
        return changes ? Optional.of(GaitFlag.MIXED_GAIT) : Optional.empty();
    }

    /** Against a course on which no gait can be determined. */
    private static Optional<GaitFlag> course(TrunkReference trunk, Optional<Speed> way) {
        if (trunk.turns()) {
            return Optional.of(GaitFlag.TURNING);
        }
        return way.filter(speed -> speed.value() < -Stillness.TRUNK_SPEED)
                .map(backwards -> GaitFlag.BACKING_UP);
    }

    /** A window that is too short for a way is too short for a rhythm. */
    private static GaitFlag unsteady(Optional<Speed> way) {
        return way.isEmpty() ? GaitFlag.LOW_STRIDES : GaitFlag.NOT_PERIODIC;
    }

    /**
     * Whether a part of about two and a half strides has a rhythm of its own while it does not
     * repeat at the stride of the whole. Bursts of exchanged limbs look the same: where there are
     * many, this is not known.
     */
    private static boolean mixed(RhythmWindow window) {
        if (window.suspiciousSwaps()) {
            return false;
        }
        HoofSignals hooves = window.hooves();
        StrideFrequency rhythm = window.rhythm();
        int parts = (int) (rhythm.strides() / STRIDES_PER_PART);
        double start = hooves.t()[0];
        double span = hooves.t()[hooves.frames() - 1] - start;
        for (int k = 0; k < parts; k++) {
            HoofSignals frames =
                    hooves.between(start + span * k / parts, start + span * (k + 1) / parts);
            HoofAutocorrelation part = new HoofAutocorrelation(frames);
            boolean own =
                    part.stride()
                            .filter(peak -> frames.covered() >= MIN_STRIDES * peak.lag())
                            .filter(peak -> peak.height() >= MIN_PERIODICITY)
                            .isPresent();
            if (own && part.at(1 / rhythm.value()) < OTHER_RHYTHM) {
                return true;
            }
        }
        return false;
    }
}
