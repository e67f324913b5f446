package io.barnhand.gait.job.analysis.validation.observe;

import io.barnhand.gait.operators.gait.measurement.GaitClass;
import io.barnhand.gait.operators.gait.measurement.GaitFlag;
import io.barnhand.gait.operators.records.HorsePose;
import io.barnhand.gait.operators.synthetic.SyntheticGait;
import io.barnhand.gait.operators.synthetic.SyntheticScenes;
import java.util.List;
import java.util.Locale;
import java.util.function.LongFunction;

/** A track that carries no gait, or only a part of it, and what must be measured of it. */
public enum NegativeCase {
    STANDING(SyntheticScenes::standing, List.of(Expectation.gait(GaitClass.STANDING), all())),
    GRAZING(SyntheticScenes::grazing, List.of(Expectation.noGait(), all())),
    BACKING_UP(
            SyntheticScenes::backingUp,
            List.of(Expectation.noGait(), all(), Expectation.flag(GaitFlag.BACKING_UP))),
    TURNING(
            SyntheticScenes::turning,
            List.of(
                    Expectation.nulls("speed, lengths and angles", Given.WAYS_AND_ANGLES),
                    Expectation.flag(GaitFlag.TURNING, GaitFlag.OBLIQUE_VIEW))),
    HORSES_SWAPPED(SyntheticScenes::horsesSwapped, otherHorse()),
    HORSES_SWAPPED_MEETING(SyntheticScenes::horsesSwappedMeeting, otherHorse()),
    HALF_OF_A_FAR_LIMB_MISSING(
            SyntheticScenes::halfOfAFarLimbMissing,
            List.of(
                    Expectation.gait(GaitClass.UNKNOWN),
                    // It goes to the right: its left side is the far one.
                    Expectation.nulls(
                            "phases and duty factors of the far limbs", Given.LEFT_FOOTFALLS),
                    Expectation.flag(GaitFlag.FAR_LIMB_WEAK))),
    EDGE_CLIPPED(
            SyntheticScenes::edgeClipped,
            List.of(
                    Expectation.flag(GaitFlag.EDGE_CLIPPED),
                    Expectation.near(seed -> SyntheticGait.WALK.withRhythm(0.68, 0.76)))),
    FROZEN_FRAMES(
            SyntheticScenes::frozenFrames,
            List.of(
                    Expectation.flag(GaitFlag.DUPLICATE_FRAMES),
                    Expectation.near(seed -> SyntheticGait.TROT.perturbed(seed, .02, .02, .1)))),
    TRANSITION(SyntheticScenes::transition, List.of(Expectation.transitionOrNothing())),
    TREADMILL(
            SyntheticScenes::treadmill,
            List.of(
                    Expectation.nulls("speed", Given.SPEED),
                    Expectation.flag(GaitFlag.CAMERA_MOTION)));

    private final LongFunction<List<HorsePose>> track;
    final List<Expectation> expectations;

    NegativeCase(LongFunction<List<HorsePose>> track, List<Expectation> expectations) {
        this.track = track;
        this.expectations = expectations;
    }

    private static Expectation all() {
        return Expectation.nulls("all", Given.ALL);
    }

    private static List<Expectation> otherHorse() {
        return List.of(
                Expectation.noGait(),
                all(),
                Expectation.flag(GaitFlag.IDENTITY_AMBIGUOUS, GaitFlag.TURNING));
    }

    List<HorsePose> track(long seed) {
        return track.apply(seed);
    }

    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }
}
