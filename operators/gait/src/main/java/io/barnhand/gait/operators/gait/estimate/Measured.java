package io.barnhand.gait.operators.gait.estimate;

import io.barnhand.gait.operators.gait.footfall.FootfallRegularity;
import io.barnhand.gait.operators.gait.footfall.GroundLine;
import io.barnhand.gait.operators.gait.footfall.GroundedWindow;
import io.barnhand.gait.operators.gait.footfall.StrideSeries;
import io.barnhand.gait.operators.gait.measurement.GaitClass;
import io.barnhand.gait.operators.gait.measurement.GaitFlag;
import io.barnhand.gait.operators.gait.measurement.GaitWindow;
import io.barnhand.gait.operators.gait.measurement.Metric;
import io.barnhand.gait.operators.gait.measurement.PassMeasurement;
import io.barnhand.gait.operators.gait.measurement.Quality;
import io.barnhand.gait.operators.gait.measurement.StrideRecord;
import io.barnhand.gait.operators.gait.measurement.WindowMetrics;
import io.barnhand.gait.operators.gait.rhythm.GaitTemplate;
import io.barnhand.gait.operators.gait.rhythm.RhythmWindow;
import io.barnhand.gait.operators.gait.signal.GaitQuality;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The gait was measured, each metric as far as it can be.
 *
 * @param grounded the signals as far as the ground under the hooves
 * @param gait class of the gait
 * @param metrics without those of single strides
 * @param flags see {@link WindowOutcome#flags}
 * @param ground line on which the hooves stand, where it was found
 * @param series single strides, where the ground is known
 */
record Measured(
        GroundedWindow grounded,
        GaitClass gait,
        WindowMetrics metrics,
        Set<GaitFlag> flags,
        Optional<GroundLine> ground,
        Optional<StrideSeries> series)
        implements WindowOutcome {

    private static final int MIN_STRIDES_REGULARITY = 8;

    @Override
    public RhythmWindow signals() {
        return grounded.signals();
    }

    @Override
    public double score() {
        return signals().score(grounded.footfalls().residual());
    }

    @Override
    public Optional<Double> strides() {
        return Optional.of(signals().rhythm().strides());
    }

    @Override
    public Quality quality() {
        return WindowOutcome.super
                .quality()
                .with(
                        quality ->
                                quality.imputedFrac(
                                                series.map(StrideSeries::filledShare).orElse(null))
                                        .hoofSlipBl(GaitQuality.finite(grounded.standing().slip()))
                                        .foldResidBl(
                                                GaitQuality.finite(grounded.footfalls().residual()))
                                        .limbStrides(series.map(StrideSeries::counts).orElse(null))
                                        .groundLineDeg(ground.map(this::degrees).orElse(null)));
    }

    private double degrees(GroundLine line) {
        return Math.toDegrees(Math.atan(signals().trunk().facing() * line.slope()));
    }

    @Override
    public PassMeasurement pass(long startUs, long endUs) {
        Quality quality = quality();
        Optional<List<StrideRecord>> strides =
                series.map(own -> new StrideRecords(this, own, quality).all());
        WindowMetrics all =
                series.map(own -> withVariation(own, strides.orElseThrow())).orElse(metrics);
        return new PassMeasurement(
                record(GaitWindow.PASS, startUs, endUs, all, quality), strides.orElse(List.of()));
    }

    private WindowMetrics withVariation(StrideSeries own, List<StrideRecord> strides) {
        StrideVariation variation = StrideVariation.of(strides);
        int[] order = GaitTemplate.named(gait.name()).map(own::inOrder).orElse(new int[] {0, 0});
        Metric inOrder =
                order[1] < MIN_STRIDES_REGULARITY
                        ? Metric.absent(order[1], List.of(GaitFlag.LOW_STRIDES))
                        : FootfallRegularity.of(order[0], order[1]);
        return metrics.withRegularity(
                metrics.regularity()
                        .withStrideCvPct(variation.cvPct())
                        .withCvFloorPct(variation.floorPct())
                        .withFootfallRegularity(inOrder));
    }
}
