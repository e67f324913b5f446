package io.barnhand.gait.operators.gait.estimate;

import io.barnhand.gait.operators.gait.body.BodyMetrics;
import io.barnhand.gait.operators.gait.footfall.FootfallMetrics;
import io.barnhand.gait.operators.gait.footfall.GroundLine;
import io.barnhand.gait.operators.gait.footfall.GroundedWindow;
import io.barnhand.gait.operators.gait.footfall.StrideSeries;
import io.barnhand.gait.operators.gait.measurement.GaitClass;
import io.barnhand.gait.operators.gait.measurement.GaitFlag;
import io.barnhand.gait.operators.gait.measurement.GaitRecord;
import io.barnhand.gait.operators.gait.measurement.Limbs;
import io.barnhand.gait.operators.gait.measurement.Metric;
import io.barnhand.gait.operators.gait.measurement.PassMeasurement;
import io.barnhand.gait.operators.gait.measurement.Placement;
import io.barnhand.gait.operators.gait.measurement.Regularity;
import io.barnhand.gait.operators.gait.measurement.StanceTiming;
import io.barnhand.gait.operators.gait.measurement.StepAsymmetry;
import io.barnhand.gait.operators.gait.measurement.SymmetryPct;
import io.barnhand.gait.operators.gait.measurement.WindowMetrics;
import io.barnhand.gait.operators.gait.measurement.WindowMetricsBuilder;
import io.barnhand.gait.operators.gait.rhythm.RhythmWindow;
import io.barnhand.gait.operators.gait.settings.DutyCalibration;
import io.barnhand.gait.operators.gait.settings.GaitSettings;
import io.barnhand.gait.operators.gait.signal.GatedWindow;
import io.barnhand.gait.operators.gait.signal.ScaledWindow;
import io.barnhand.gait.operators.gait.signal.TrunkWindow;
import io.barnhand.gait.operators.gait.signal.WindowPoses;
import io.barnhand.gait.operators.records.HorsePose;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * From the poses of one pass (or sliding window) to its record and its strides.
 *
 * <p>Order of steps: {@linkplain GatedWindow gates}, {@linkplain ScaledWindow body scale},
 * {@linkplain TrunkWindow trunk and way}, {@linkplain RhythmWindow rhythm, legs put back},
 * {@linkplain GroundedWindow footfalls and the ground under the hooves}, gait class, body, single
 * strides. A metric that a window cannot support is absent with the reason as a flag: speed, stride
 * length, phases and gait need two strides, duty factor and joint angles three, and frequency two
 * or, by the curves that pairs of limbs share, 1.3; variation and regularity eight, vertical
 * asymmetry 25. Speed and stride length need a horse that passes across the view; left against
 * right needs both directions.
 */
public final class GaitEstimator {

    /** Version of the computation, changed whenever values may change. */
    public static final String ALGORITHM = "gait-3";

    private final GaitSettings settings;

    public GaitEstimator(GaitSettings settings) {
        this.settings = settings;
    }

    /**
     * The record of a pass and its strides.
     *
     * @param poses of one track in event-time order, not empty
     * @param truncated whether the pass continued after these
     */
    public PassMeasurement pass(List<HorsePose> poses, boolean truncated) {
        return outcome(WindowPoses.of(poses, truncated, settings))
                .pass(poses.get(0).timeUs(), poses.get(poses.size() - 1).timeUs());
    }

    /**
     * The record of a sliding window.
     *
     * @param poses of one track in event-time order, not empty
     * @param startUs start of the window, µs
     * @param endUs end of the window, µs
     */
    public GaitRecord sliding(List<HorsePose> poses, long startUs, long endUs) {
        return outcome(WindowPoses.of(poses, false, settings)).sliding(startUs, endUs);
    }

    private WindowOutcome outcome(WindowPoses poses) {
        if (poses.posed().isEmpty()) {
            return new NoPose(poses);
        }
        GatedWindow gated = GatedWindow.of(poses);
        return ScaledWindow.of(gated)
                .map(this::scaled)
                .orElseGet(() -> new Unmeasurable(gated, GaitFlag.LOW_STRIDES));
    }

    private WindowOutcome scaled(ScaledWindow scaled) {
        return TrunkWindow.of(scaled)
                .map(this::seen)
                .orElseGet(() -> new Unmeasurable(scaled, GaitFlag.LOW_STRIDES));
    }

    private WindowOutcome seen(TrunkWindow seen) {
        if (seen.otherHorse()) {
            return new Unmeasurable(
                    seen, seen.trunk().turns() ? GaitFlag.TURNING : GaitFlag.IDENTITY_AMBIGUOUS);
        }
        if (seen.standing()) {
            return new Standing(seen);
        }
        return RhythmWindow.of(seen)
                .map(this::moving)
                .orElseGet(() -> new Unmeasurable(seen, Obstacles.withoutRhythm(seen)));
    }

    private WindowOutcome moving(RhythmWindow window) {
        return Obstacles.against(window)
                .<WindowOutcome>map(reason -> new Unmeasurable(window, reason))
                .orElseGet(
                        () ->
                                window.rhythm().strides() < Obstacles.MIN_STRIDES
                                        ? new RhythmOnly(window)
                                        : grounded(GroundedWindow.of(window)));
    }

    private WindowOutcome grounded(GroundedWindow window) {
        // Hooves that do not stand still after so much exchanging: a wrong stride.
        return window.groundLost() && window.signals().suspiciousSwaps()
                ? new Unmeasurable(window, GaitFlag.LR_SWAP_SUSPECTED)
                : measured(window);
    }

    private Measured measured(GroundedWindow window) {
        RhythmWindow signals = window.signals();
        PaceMetrics pace = PaceMetrics.of(window);
        FootfallMetrics footfalls = new FootfallMetrics(signals, window.footfalls());
        GaitClass gait = footfalls.gait();
        Placement placement = footfalls.placement(gait);
        Optional<DutyCalibration> calibration =
                Optional.ofNullable(settings.dutyCalibration().get(gait.name()));
        StanceTiming stance =
                footfalls.stance(
                        window.groundLost() ? List.of(GaitFlag.CAMERA_MOTION) : List.of(),
                        calibration,
                        window.frequencyError());
        Optional<GroundLine> line =
                GroundLine.of(
                        signals.samples(),
                        signals.scale(),
                        window.footfalls(),
                        signals.trunk().facing());
        BodyMetrics body = new BodyMetrics(signals, window.footfalls(), line, gait);
        BodyMetrics.Attitude attitude = body.attitude();
        Metric oneWay = Metric.absent(signals.strides(), List.of(GaitFlag.SINGLE_DIRECTION));
        WindowMetrics metrics =
                WindowMetricsBuilder.stagedBuilder()
                        .pace(pace.pace())
                        .limbStrideLengthBl(limbStrideLengths(footfalls, window, pace))
                        .stance(stance)
                        .placement(placement)
                        .support(footfalls.support(stance, placement, calibration.isPresent()))
                        .symmetryPct(SymmetryPct.absent(oneWay))
                        .stepAsymPhase(StepAsymmetry.absent(oneWay))
                        .verticalAsymPctBl(body.vertical())
                        .romDeg(body.joints())
                        .trunk(attitude.movement())
                        .regularity(
                                withoutStrides(window)
                                        .withStrideRegularity(attitude.strideRegularity()))
                        .build();
        Set<GaitFlag> flags = window.flags();
        flags.addAll(footfalls.alarms(gait, settings.gaitedHorses()));
        if (FootfallMetrics.lowFps(stance)) {
            flags.add(GaitFlag.LOW_FPS);
        }
        flags.add(GaitFlag.SINGLE_DIRECTION);
        return new Measured(window, gait, metrics, flags, line, series(window));
    }

    private static Limbs limbStrideLengths(
            FootfallMetrics footfalls, GroundedWindow window, PaceMetrics pace) {
        return footfalls.limbStrideLengths(
                window.standing(),
                window.footfalls().noise(),
                pace.relativeWayError(),
                window.againstLengths(),
                pace.pace().strideLengthBl());
    }

    /** The regularity without single strides. */
    private static Regularity withoutStrides(GroundedWindow window) {
        return Regularity.absent(
                Metric.absent(
                        window.strides(),
                        window.groundKnown()
                                ? List.of(GaitFlag.LOW_STRIDES)
                                : window.againstLengths()));
    }

    private static Optional<StrideSeries> series(GroundedWindow window) {
        return window.groundKnown()
                ? Optional.of(
                        StrideSeries.of(
                                window.track(), window.footfalls(), 1 / window.rhythm().value()))
                : Optional.empty();
    }
}
