package io.barnhand.gait.operators.gait.estimate;

import io.barnhand.gait.operators.gait.footfall.Footfalls;
import io.barnhand.gait.operators.gait.footfall.GroundLine;
import io.barnhand.gait.operators.gait.footfall.StandingHooves;
import io.barnhand.gait.operators.gait.footfall.StrideSeries;
import io.barnhand.gait.operators.gait.measurement.GaitClass;
import io.barnhand.gait.operators.gait.measurement.GaitFlags;
import io.barnhand.gait.operators.gait.measurement.GaitRecord;
import io.barnhand.gait.operators.gait.measurement.GaitWindow;
import io.barnhand.gait.operators.gait.measurement.Metric;
import io.barnhand.gait.operators.gait.measurement.Quality;
import io.barnhand.gait.operators.gait.measurement.Scale;
import io.barnhand.gait.operators.gait.measurement.WindowMetrics;
import io.barnhand.gait.operators.gait.rhythm.StrideFrequency;
import io.barnhand.gait.operators.gait.rhythm.WindowSignals;
import io.barnhand.gait.operators.gait.signal.GaitQuality;
import io.barnhand.gait.operators.gait.signal.TrackSamples;
import java.util.List;

/** Puts a window's signals and metrics into its record. */
final class RecordWriter {

    private final WindowSignals signals;
    private final WindowMetrics metrics;
    private final Footfalls footfalls;
    private final StandingHooves standing;
    private final StrideSeries series;
    private final GroundLine ground;

    /** All but signals and metrics may be null where the window did not get that far. */
    RecordWriter(
            WindowSignals signals,
            WindowMetrics metrics,
            Footfalls footfalls,
            StandingHooves standing,
            StrideSeries series,
            GroundLine ground) {
        this.signals = signals;
        this.metrics = metrics;
        this.footfalls = footfalls;
        this.standing = standing;
        this.series = series;
        this.ground = ground;
    }

    /**
     * @param quality of {@link #quality}
     */
    GaitRecord write(long startUs, long endUs, String kind, String direction, Quality quality) {
        Double metres = signals.camera.metresPerBodyLength();
        List<String> noScale = List.of(GaitFlags.NO_SCALE);
        boolean posed = !signals.posed.isEmpty();
        Double strides = metrics.frequency.value() == null ? null : signals.rhythm().strides();
        return new GaitRecord(
                GaitRecord.SCHEMA_VERSION,
                signals.first.horse(),
                signals.first.track(),
                signals.first.camera(),
                signals.first.recording(),
                posed ? signals.posed.get(0).model() : null,
                posed ? GaitRecord.STATUS_OK : GaitRecord.STATUS_DETECTION_ONLY,
                GaitEstimator.ALGORITHM,
                signals.keypoints.semantics(),
                new GaitWindow(
                        Math.floorDiv(startUs, 1000),
                        Math.floorDiv(endUs, 1000),
                        kind,
                        1,
                        strides,
                        direction),
                new Scale(
                        signals.scale == null ? null : finite(signals.scale.passValue()),
                        metres,
                        metres == null ? "none" : "taped"),
                metrics.gait,
                metrics.speed,
                inMetres(metrics.speed, metres, noScale),
                metrics.frequency,
                metrics.duration,
                metrics.length,
                inMetres(metrics.length, metres, noScale),
                metrics.limbLength,
                metrics.stance,
                metrics.swing,
                metrics.duty,
                metrics.phase,
                metrics.lap,
                metrics.dap,
                metrics.suspension,
                metrics.suspensionFraction,
                metrics.support,
                metrics.symmetry,
                metrics.step,
                metrics.vertical,
                metrics.joints,
                metrics.inclination,
                metrics.pitch,
                metrics.cv,
                metrics.cvFloor,
                metrics.strideRegularity,
                metrics.footfallRegularity,
                quality);
    }

    private static Metric inMetres(Metric metric, Double metres, List<String> noScale) {
        return metres == null
                ? Metric.absent(metric.n(), noScale)
                : metric.times(metres, metric.flags());
    }

    /** How far the window can be trusted. */
    Quality quality() {
        StrideFrequency rhythm = signals.rhythm();
        TrackSamples samples = signals.samples;
        int n = signals.all.size();
        double gaps = samples == null ? 1 : 1 - (double) samples.usableFrames() / n;
        return new Quality(
                score(),
                n,
                GaitQuality.fps(signals.all),
                GaitQuality.jitterMs(signals.all),
                signals.validShare,
                series == null ? null : series.filledShare(),
                gaps,
                samples == null ? null : GaitQuality.longestGapMs(samples),
                samples == null ? null : GaitQuality.confidence(samples),
                rhythm == null ? null : finite(rhythm.periodicity()),
                signals.swaps == null ? null : signals.swaps.rate(),
                standing == null ? null : finite(standing.slip()),
                footfalls == null ? null : finite(footfalls.residual()),
                series == null ? null : series.counts(),
                signals.trunk == null ? null : signals.trunk.facingShare(),
                signals.scale == null ? null : finite(signals.scale.variationCoefficient()),
                ground == null ? null : groundDegrees(),
                signals.scale == null ? null : finite(signals.scale.yawProxy()),
                samples == null ? null : (double) samples.edgeClipped() / n,
                samples == null ? null : (double) samples.overlapped() / n,
                List.copyOf(signals.flags));
    }

    private double groundDegrees() {
        return Math.toDegrees(Math.atan(signals.trunk.facing() * ground.slope()));
    }

    private double score() {
        if (metrics.gait.name().equals(GaitClass.STANDING)) {
            return signals.validShare;
        }
        if (metrics.frequency.value() == null) {
            return 0;
        }
        StrideFrequency rhythm = signals.rhythm();
        return GaitQuality.score(
                signals.validShare,
                rhythm.strides(),
                rhythm.periodicity(),
                footfalls == null ? rhythm.residual() : footfalls.residual(),
                signals.scale.yawProxy());
    }

    private static Double finite(double value) {
        return Double.isFinite(value) ? value : null;
    }
}
