package io.barnhand.gait.operators.gait.estimate;

import io.barnhand.gait.operators.gait.measurement.GaitClass;
import io.barnhand.gait.operators.gait.measurement.GaitFlag;
import io.barnhand.gait.operators.gait.measurement.WindowMetrics;
import io.barnhand.gait.operators.gait.rhythm.RhythmWindow;
import io.barnhand.gait.operators.gait.rhythm.StrideFrequency;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Frequency and stride duration stand, everything else needs two strides. */
record RhythmOnly(RhythmWindow signals) implements WindowOutcome {

    @Override
    public GaitClass gait() {
        return GaitClass.only(GaitClass.UNKNOWN);
    }

    @Override
    public WindowMetrics metrics() {
        StrideFrequency rhythm = signals.rhythm();
        int n = signals.strides();
        List<GaitFlag> few = List.of(GaitFlag.LOW_STRIDES);
        WindowMetrics absent = WindowMetrics.absent(n, few);
        double error = Math.hypot(rhythm.standardError(rhythm.noise()), unresolved());
        return absent.withPace(
                PaceMetrics.withRhythm(absent.pace(), rhythm.value(), error, n, few));
    }

    /**
     * Uncertainty of a window that is too short, Hz: of half its resolution 1/(2·span) the share
     * that the curves do not account for. The curvature of the fit's cost knows only noise.
     */
    private double unresolved() {
        StrideFrequency rhythm = signals.rhythm();
        return (1 - signals.swaps().fit()) * 0.5 * rhythm.value() / rhythm.strides();
    }

    @Override
    public Set<GaitFlag> flags() {
        Set<GaitFlag> flags = signals.flags();
        flags.add(GaitFlag.LOW_STRIDES);
        return flags;
    }

    @Override
    public double score() {
        return signals.score(signals.rhythm().residual());
    }

    @Override
    public Optional<Double> strides() {
        return Optional.of(signals.rhythm().strides());
    }
}
