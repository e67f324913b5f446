package io.barnhand.gait.operators.gait.rhythm;

import io.barnhand.gait.operators.gait.measurement.GaitFlag;
import io.barnhand.gait.operators.gait.measurement.Quality;
import io.barnhand.gait.operators.gait.numeric.Ascending;
import io.barnhand.gait.operators.gait.signal.BodyScale;
import io.barnhand.gait.operators.gait.signal.GaitQuality;
import io.barnhand.gait.operators.gait.signal.HoofSignals;
import io.barnhand.gait.operators.gait.signal.Speed;
import io.barnhand.gait.operators.gait.signal.TrackSamples;
import io.barnhand.gait.operators.gait.signal.TrunkReference;
import io.barnhand.gait.operators.gait.signal.TrunkWindow;
import io.barnhand.gait.operators.gait.signal.WindowSignals;
import io.barnhand.gait.operators.gait.signal.WindowStep;
import io.barnhand.gait.operators.records.Limb;
import java.util.Optional;
import java.util.Set;

/**
 * A window whose hooves have a rhythm, with legs that changed places put back.
 *
 * @param seen the window before
 * @param samples with legs put back
 * @param trunk smoothed over a stride where there are enough of them, so that what is counted from
 *     it is free of its movement within the stride
 * @param way of that trunk; empty where too few frames have one
 * @param hooves from that trunk
 * @param swaps what was put back
 * @param rhythm of the hooves
 */
public record RhythmWindow(
        TrunkWindow seen,
        TrackSamples samples,
        TrunkReference trunk,
        Optional<Speed> way,
        HoofSignals hooves,
        LimbSwaps swaps,
        StrideFrequency rhythm)
        implements WindowStep {

    private static final double SUSPICIOUS_SWAPS = 0.15;

    /** A trunk smoothed over a stride needs to be longer than two. */
    private static final double STRIDES_TO_STEADY = 2;

    /** Empty where the hooves show no rhythm. */
    public static Optional<RhythmWindow> of(TrunkWindow seen) {
        TrackSamples samples = seen.samples();
        TrunkReference trunk = seen.trunk();
        BodyScale scale = seen.scale();
        HoofSignals hooves = HoofSignals.of(samples, trunk, scale);
        return LimbSwaps.undone(hooves, HoofSignals.ofMidJoints(samples, trunk, scale))
                .map(
                        swaps ->
                                new RhythmWindow(
                                        seen,
                                        swaps.rate() > 0
                                                ? samples.exchanged(swaps.exchanged())
                                                : samples,
                                        trunk,
                                        seen.way(),
                                        hooves,
                                        swaps,
                                        swaps.rhythm()))
                .map(found -> found.steadied().orElse(found));
    }

    /** From a steady trunk; empty where that is too much to ask. */
    private Optional<RhythmWindow> steadied() {
        if (rhythm.strides() < STRIDES_TO_STEADY) {
            return Optional.empty();
        }
        return TrunkReference.of(samples, scale(), 1 / rhythm.value())
                .flatMap(
                        steady -> {
                            HoofSignals fromIt = HoofSignals.of(samples, steady, scale());
                            return StrideFrequency.of(
                                            fromIt,
                                            new HoofAutocorrelation.Peak(
                                                    1 / rhythm.value(), rhythm.periodicity()))
                                    .map(
                                            again ->
                                                    new RhythmWindow(
                                                            seen,
                                                            samples,
                                                            steady,
                                                            Speed.of(samples.t(), steady, scale()),
                                                            fromIt,
                                                            swaps,
                                                            again));
                        });
    }

    public BodyScale scale() {
        return seen.scale();
    }

    /** Whether so many legs were put back that the rhythm may be another. */
    public boolean suspiciousSwaps() {
        return swaps.rate() > SUSPICIOUS_SWAPS;
    }

    /**
     * See {@link GaitQuality#score}.
     *
     * @param foldResidual SD of the hooves about their stride, BL
     */
    public double score(double foldResidual) {
        return GaitQuality.score(
                seen.validShare(),
                rhythm.strides(),
                rhythm.periodicity(),
                foldResidual,
                scale().yawProxy());
    }

    /** Index of the first frame not before a time, s. */
    public int lowerBound(double time) {
        return Ascending.lowerBound(samples.t(), time);
    }

    /** Whether a limb is on the side that the horse shows: facing left, the left one. */
    public boolean near(Limb limb) {
        return limb.left() == trunk.facing() < 0;
    }

    @Override
    public WindowSignals before() {
        return seen;
    }

    @Override
    public Set<GaitFlag> flags() {
        Set<GaitFlag> flags = seen.flags();
        if (suspiciousSwaps()) {
            flags.add(GaitFlag.LR_SWAP_SUSPECTED);
        }
        return flags;
    }

    @Override
    public Quality quality() {
        return seen.quality(samples)
                .with(
                        quality ->
                                quality.facingShare(trunk.facingShare())
                                        .periodicity(GaitQuality.finite(rhythm.periodicity()))
                                        .swapRate(swaps.rate()));
    }

    @Override
    public int strides() {
        return (int) rhythm.strides();
    }
}
