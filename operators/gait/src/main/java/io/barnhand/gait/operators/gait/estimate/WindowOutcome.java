package io.barnhand.gait.operators.gait.estimate;

import io.barnhand.gait.operators.gait.measurement.GaitClass;
import io.barnhand.gait.operators.gait.measurement.GaitFlag;
import io.barnhand.gait.operators.gait.measurement.GaitRecord;
import io.barnhand.gait.operators.gait.measurement.GaitWindow;
import io.barnhand.gait.operators.gait.measurement.PassMeasurement;
import io.barnhand.gait.operators.gait.measurement.Provenance;
import io.barnhand.gait.operators.gait.measurement.ProvenanceBuilder;
import io.barnhand.gait.operators.gait.measurement.Quality;
import io.barnhand.gait.operators.gait.measurement.Scale;
import io.barnhand.gait.operators.gait.measurement.TrackIdentity;
import io.barnhand.gait.operators.gait.measurement.TrackIdentityBuilder;
import io.barnhand.gait.operators.gait.measurement.WindowMetrics;
import io.barnhand.gait.operators.gait.signal.WindowPoses;
import io.barnhand.gait.operators.gait.signal.WindowSignals;
import io.barnhand.gait.operators.records.HorsePose;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The outcome of a window. Each kind gives what it knows and is written as one record. */
sealed interface WindowOutcome permits NoPose, Standing, Unmeasurable, RhythmOnly, Measured {

    /** As far as the signal chain came. */
    WindowSignals signals();

    GaitClass gait();

    WindowMetrics metrics();

    /** Of the whole record, in the order in which they were found out. */
    Set<GaitFlag> flags();

    /** See {@link io.barnhand.gait.operators.gait.signal.GaitQuality#score}. */
    default double score() {
        return 0;
    }

    /** Strides that were measured. */
    default Optional<Double> strides() {
        return Optional.empty();
    }

    default Optional<String> direction() {
        return signals().direction();
    }

    default Quality quality() {
        return signals()
                .quality()
                .with(quality -> quality.score(score()).flags(List.copyOf(flags())));
    }

    /** As a pass, with its single strides where they can be separated. */
    default PassMeasurement pass(long startUs, long endUs) {
        return new PassMeasurement(
                record(GaitWindow.PASS, startUs, endUs, metrics(), quality()), List.of());
    }

    /** As a sliding window. */
    default GaitRecord sliding(long startUs, long endUs) {
        return record(GaitWindow.SLIDING, startUs, endUs, metrics(), quality());
    }

    /**
     * @param startUs start of the window, µs
     * @param endUs end of the window, µs
     */
    default GaitRecord record(
            String kind, long startUs, long endUs, WindowMetrics metrics, Quality quality) {
        WindowPoses poses = signals().poses();
        Double metres = poses.camera().metresPerBodyLength();
        return new GaitRecord(
                GaitRecord.SCHEMA_VERSION,
                track(poses.first()),
                provenance(poses),
                new GaitWindow(
                        Math.floorDiv(startUs, 1000),
                        Math.floorDiv(endUs, 1000),
                        kind,
                        1,
                        strides().orElse(null),
                        direction().orElse(null)),
                Scale.of(signals().bodyLengthPx().orElse(null), metres),
                gait(),
                metrics.withPace(metrics.pace().inMetres(metres)),
                quality);
    }

    private static TrackIdentity track(HorsePose first) {
        return TrackIdentityBuilder.stagedBuilder()
                .horseId(first.horse())
                .trackId(first.track())
                .cameraId(first.camera())
                .recording(first.recording())
                .build();
    }

    private static Provenance provenance(WindowPoses poses) {
        Optional<HorsePose> posed = poses.posed().stream().findFirst();
        return ProvenanceBuilder.stagedBuilder()
                .poseModel(posed.map(HorsePose::model).orElse(null))
                .poseStatus(
                        posed.isPresent() ? Provenance.STATUS_OK : Provenance.STATUS_DETECTION_ONLY)
                .algoVersion(GaitEstimator.ALGORITHM)
                .kpSemantics(poses.keypoints().semantics())
                .build();
    }
}
