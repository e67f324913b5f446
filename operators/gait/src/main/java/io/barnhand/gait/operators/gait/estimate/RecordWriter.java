package io.barnhand.gait.operators.gait.estimate;

import io.barnhand.gait.operators.gait.footfall.Footfalls;
import io.barnhand.gait.operators.gait.footfall.GroundLine;
import io.barnhand.gait.operators.gait.footfall.StandingHooves;
import io.barnhand.gait.operators.gait.footfall.StrideSeries;
import io.barnhand.gait.operators.gait.measurement.GaitClass;
import io.barnhand.gait.operators.gait.measurement.GaitRecord;
import io.barnhand.gait.operators.gait.measurement.GaitWindow;
import io.barnhand.gait.operators.gait.measurement.Provenance;
import io.barnhand.gait.operators.gait.measurement.ProvenanceBuilder;
import io.barnhand.gait.operators.gait.measurement.Quality;
import io.barnhand.gait.operators.gait.measurement.Scale;
import io.barnhand.gait.operators.gait.measurement.TrackIdentityBuilder;
import io.barnhand.gait.operators.gait.measurement.WindowMetrics;
import io.barnhand.gait.operators.gait.rhythm.StrideFrequency;
import io.barnhand.gait.operators.gait.rhythm.WindowSignals;
import io.barnhand.gait.operators.gait.signal.GaitQuality;
import io.barnhand.gait.operators.gait.signal.TrackSamples;
import java.util.List;

/** Puts a window's signals and metrics into its record. */
final class RecordWriter {

    private final WindowSignals signals;
    private final GaitClass gait;
    private final WindowMetrics metrics;
    private final Footfalls footfalls;
    private final StandingHooves standing;
    private final StrideSeries series;
    private final GroundLine ground;

    /** All but signals, gait and metrics may be null where the window did not get that far. */
    RecordWriter(
            WindowSignals signals,
            GaitClass gait,
            WindowMetrics metrics,
            Footfalls footfalls,
            StandingHooves standing,
            StrideSeries series,
            GroundLine ground) {
        this.signals = signals;
        this.gait = gait;
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
        boolean posed = !signals.posed.isEmpty();
        Double strides =
                metrics.pace().strideFreqHz().value() == null ? null : signals.rhythm().strides();
        return new GaitRecord(
                GaitRecord.SCHEMA_VERSION,
                TrackIdentityBuilder.stagedBuilder()
                        .horseId(signals.first.horse())
                        .trackId(signals.first.track())
                        .cameraId(signals.first.camera())
                        .recording(signals.first.recording())
                        .build(),
                ProvenanceBuilder.stagedBuilder()
                        .poseModel(posed ? signals.posed.get(0).model() : null)
                        .poseStatus(posed ? Provenance.STATUS_OK : Provenance.STATUS_DETECTION_ONLY)
                        .algoVersion(GaitEstimator.ALGORITHM)
                        .kpSemantics(signals.keypoints.semantics())
                        .build(),
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
                gait,
                metrics.withPace(metrics.pace().inMetres(metres)),
                quality);
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
        if (gait.name().equals(GaitClass.STANDING)) {
            return signals.validShare;
        }
        if (metrics.pace().strideFreqHz().value() == null) {
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
