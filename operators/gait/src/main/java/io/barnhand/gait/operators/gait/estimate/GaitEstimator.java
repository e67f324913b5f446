package io.barnhand.gait.operators.gait.estimate;

import io.barnhand.gait.operators.gait.body.BodyMetrics;
import io.barnhand.gait.operators.gait.footfall.FootfallMetrics;
import io.barnhand.gait.operators.gait.footfall.FootfallRegularity;
import io.barnhand.gait.operators.gait.footfall.Footfalls;
import io.barnhand.gait.operators.gait.footfall.GroundLine;
import io.barnhand.gait.operators.gait.footfall.GroundTrack;
import io.barnhand.gait.operators.gait.footfall.StandingHooves;
import io.barnhand.gait.operators.gait.footfall.StrideSeries;
import io.barnhand.gait.operators.gait.measurement.GaitClass;
import io.barnhand.gait.operators.gait.measurement.GaitFlags;
import io.barnhand.gait.operators.gait.measurement.GaitRecord;
import io.barnhand.gait.operators.gait.measurement.GaitWindow;
import io.barnhand.gait.operators.gait.measurement.GroundSupport;
import io.barnhand.gait.operators.gait.measurement.Limbs;
import io.barnhand.gait.operators.gait.measurement.Metric;
import io.barnhand.gait.operators.gait.measurement.Pace;
import io.barnhand.gait.operators.gait.measurement.PassMeasurement;
import io.barnhand.gait.operators.gait.measurement.Placement;
import io.barnhand.gait.operators.gait.measurement.Quality;
import io.barnhand.gait.operators.gait.measurement.Regularity;
import io.barnhand.gait.operators.gait.measurement.StanceTiming;
import io.barnhand.gait.operators.gait.measurement.StepAsymmetry;
import io.barnhand.gait.operators.gait.measurement.StrideRecord;
import io.barnhand.gait.operators.gait.measurement.SymmetryPct;
import io.barnhand.gait.operators.gait.measurement.WindowMetrics;
import io.barnhand.gait.operators.gait.numeric.AutoregressiveNoise;
import io.barnhand.gait.operators.gait.rhythm.GaitTemplate;
import io.barnhand.gait.operators.gait.rhythm.HoofAutocorrelation;
import io.barnhand.gait.operators.gait.rhythm.LimbTiming;
import io.barnhand.gait.operators.gait.rhythm.RhythmWander;
import io.barnhand.gait.operators.gait.rhythm.StrideFrequency;
import io.barnhand.gait.operators.gait.rhythm.WindowSignals;
import io.barnhand.gait.operators.gait.settings.DutyCalibration;
import io.barnhand.gait.operators.gait.settings.GaitSettings;
import io.barnhand.gait.operators.gait.signal.HoofSignals;
import io.barnhand.gait.operators.gait.signal.Speed;
import io.barnhand.gait.operators.gait.signal.Stillness;
import io.barnhand.gait.operators.records.HorsePose;
import java.util.ArrayList;
import java.util.List;

/**
 * From the poses of one pass (or sliding window) to its record and its strides.
 *
 * <p>Order of things: {@linkplain WindowSignals gates, body scale, trunk, rhythm, legs put back},
 * footfalls, the ground under the hooves, gait class, single strides, body. What a window cannot
 * carry is left null with the reason as a flag: speed, stride length, phases and gait need two
 * strides, duty factor and joint angles three, and frequency two or, by the curves that pairs of
 * limbs share, 1.3; variation and regularity eight, vertical asymmetry 25. Speed and stride length
 * need a horse that passes across the view; left against right needs both directions.
 */
public final class GaitEstimator {

    /** Version of the computation, changed whenever values may change. */
    public static final String ALGORITHM = "gait-3";

    private static final double MIN_PERIODICITY = 0.5;
    private static final double MIN_STRIDES = 2;

    /** Where both limbs of a pair show the same curve, half a stride apart. */
    private static final double MIN_STRIDES_TWICE = 1.3;

    /** What noise hardly reaches with curves of pairs. */
    private static final double MIN_FIT = 0.58;

    private static final int MIN_STRIDES_REGULARITY = 8;
    private static final int STRIDES_FOR_SPREAD = 10;
    private static final double MIN_FACING_SHARE = 0.8;
    private static final double STANDING_SHARE = 0.8;

    /** A swing unlike the template's shifts the free stride length by up to a quarter. */
    private static final double GROUND_MISMATCH = 0.35;

    /** Standing hooves that drift by this share of the horse's speed do not stand. */
    private static final double DRIFT = 0.15;

    private static final double STRIDES_PER_PART = 2.5;
    private static final double OTHER_RHYTHM = 0.3;

    private final GaitSettings settings;

    public GaitEstimator(GaitSettings settings) {
        this.settings = settings;
    }

    /**
     * The record of a pass and its strides.
     *
     * @param poses of one track in event-time order, not empty
     * @param truncated whether the pass went on
     */
    public PassMeasurement pass(List<HorsePose> poses, boolean truncated) {
        Draft draft = new Draft(poses, GaitWindow.PASS);
        if (truncated) {
            draft.signals.flags.add(GaitFlags.PASS_TRUNCATED);
        }
        return draft.measure(poses.get(0).timeUs(), poses.get(poses.size() - 1).timeUs());
    }

    /**
     * The record of a sliding window.
     *
     * @param poses of one track in event-time order, not empty
     * @param startUs start of the window, µs
     * @param endUs end of the window, µs
     */
    public GaitRecord sliding(List<HorsePose> poses, long startUs, long endUs) {
        return new Draft(poses, GaitWindow.SLIDING).measure(startUs, endUs).record();
    }

    /** One record in the making. */
    private final class Draft {

        private final WindowSignals signals;
        private final String kind;

        private WindowMetrics metrics;
        private GaitClass gait = GaitClass.only(GaitClass.UNKNOWN);
        private Footfalls footfalls;
        private StandingHooves standing;
        private StrideSeries series;
        private GroundLine ground;
        private boolean lengths;
        private double relativeWayError;
        private String direction;

        Draft(List<HorsePose> poses, String kind) {
            signals = new WindowSignals(poses, settings);
            this.kind = kind;
        }

        PassMeasurement measure(long startUs, long endUs) {
            String obstacle = firstObstacle();
            if (metrics == null && obstacle != null) {
                nothing(obstacle);
            } else if (metrics == null) {
                describe();
            }
            RecordWriter writer =
                    new RecordWriter(signals, gait, metrics, footfalls, standing, series, ground);
            Quality quality = writer.quality();
            List<StrideRecord> strides = List.of();
            if (series != null && kind.equals(GaitWindow.PASS)) {
                strides =
                        new StrideRecords(
                                        signals,
                                        footfalls,
                                        series,
                                        lengths ? standing : null,
                                        ground,
                                        gait,
                                        metrics.pace().speedBlS(),
                                        quality,
                                        direction)
                                .all();
                fillVariation(strides);
            }
            return new PassMeasurement(
                    writer.write(startUs, endUs, kind, direction, quality), strides);
        }

        /** Why nothing can be said, or null; what can be said without a rhythm is said here. */
        private String firstObstacle() {
            if (signals.posed.isEmpty()) {
                return GaitFlags.DETECTION_ONLY;
            }
            if (signals.trunk == null) {
                return GaitFlags.LOW_STRIDES;
            }
            if (signals.otherHorse) {
                return signals.trunk.facingShare() < MIN_FACING_SHARE
                        ? GaitFlags.TURNING
                        : GaitFlags.IDENTITY_AMBIGUOUS;
            }
            Speed way = signals.way;
            int facing = signals.trunk.facing();
            if (standing(way)) {
                metrics = WindowMetrics.absent(0, List.of());
                gait = GaitClass.only(GaitClass.STANDING);
                direction = imageSide(facing);
                return null;
            }
            if (way != null) {
                direction = imageSide(way.value() < 0 ? -facing : facing);
            }
            signals.findRhythm();
            return obstacle();
        }

        private boolean standing(Speed way) {
            if (way == null || Math.abs(way.value()) > Stillness.TRUNK_SPEED) {
                return false;
            }
            int still = 0;
            for (boolean s : Stillness.frames(signals.samples, signals.trunk, signals.scale)) {
                still += s ? 1 : 0;
            }
            return still >= STANDING_SHARE * signals.samples.frames();
        }

        /** Why nothing can be said of the gait, or null. */
        private String obstacle() {
            Speed way = signals.way;
            if (signals.trunk.facingShare() < MIN_FACING_SHARE) {
                return GaitFlags.TURNING;
            }
            if (way != null && way.value() < -Stillness.TRUNK_SPEED) {
                return GaitFlags.BACKING_UP;
            }
            StrideFrequency rhythm = signals.rhythm();
            if (rhythm == null
                    || !(rhythm.periodicity() >= MIN_PERIODICITY)
                    || signals.swaps.fit() < MIN_FIT) {
                return way == null ? GaitFlags.LOW_STRIDES : GaitFlags.NOT_PERIODIC;
            }
            LimbTiming timing = signals.swaps.timing();
            boolean seenTwice = timing != null && timing.symmetrical();
            if (way == null || rhythm.strides() < (seenTwice ? MIN_STRIDES_TWICE : MIN_STRIDES)) {
                return GaitFlags.LOW_STRIDES;
            }
            if (rhythm.strides() >= MIN_STRIDES && (way.changes(signals.scale) || mixed(rhythm))) {
                nothing(GaitFlags.MIXED_GAIT);
                gait = GaitClass.only(GaitClass.TRANSITION);
            }
            return null;
        }

        /**
         * Whether a part of about two and a half strides has a rhythm of its own while it does not
         * repeat at the stride of the whole. Bursts of exchanged limbs look like that too: where
         * there are many, this cannot be told.
         */
        private boolean mixed(StrideFrequency rhythm) {
            if (signals.suspiciousSwaps()) {
                return false;
            }
            HoofSignals hooves = signals.hooves;
            int parts = (int) (rhythm.strides() / STRIDES_PER_PART);
            double start = hooves.t()[0];
            double span = hooves.t()[hooves.frames() - 1] - start;
            for (int k = 0; k < parts; k++) {
                HoofSignals frames =
                        hooves.between(start + span * k / parts, start + span * (k + 1) / parts);
                HoofAutocorrelation part = new HoofAutocorrelation(frames);
                HoofAutocorrelation.Peak own = part.stride();
                if (own != null
                        && frames.covered() >= MIN_STRIDES * own.lag()
                        && own.height() >= MIN_PERIODICITY
                        && part.at(1 / rhythm.value()) < OTHER_RHYTHM) {
                    return true;
                }
            }
            return false;
        }

        private void describe() {
            StrideFrequency rhythm = signals.rhythm();
            int n = (int) rhythm.strides();
            double f = rhythm.value();
            AutoregressiveNoise[][] noise = rhythm.noise();
            if (rhythm.strides() < MIN_STRIDES) {
                rhythmOnly(f, Math.hypot(rhythm.standardError(noise), unresolved()), n);
                return;
            }
            metrics = WindowMetrics.absent(n, List.of(GaitFlags.LOW_STRIDES));
            footfalls = Footfalls.of(rhythm, noise);
            double drift = drift(f);
            if (!Double.isNaN(drift) && !signals.scale.oblique()) {
                footfalls = footfalls.withLength(rhythm, (signals.way.value() - drift) / f);
            }
            noise = footfalls.noise();
            double error =
                    Math.hypot(
                            rhythm.standardError(noise), RhythmWander.standardError(rhythm, noise));
            metrics = metrics.withPace(withRhythm(metrics.pace(), f, error, n, List.of()));
            List<String> against = new ArrayList<>();
            if (signals.scale.oblique()) {
                against.add(GaitFlags.OBLIQUE_VIEW);
            }
            // Lengths of an oblique view differ within it: they cannot tell of the camera.
            if (Double.isNaN(drift) && !signals.scale.oblique()) {
                signals.flags.add(GaitFlags.CAMERA_MOTION);
                against.add(GaitFlags.CAMERA_MOTION);
                if (signals.suspiciousSwaps()) {
                    // Hooves that do not stand still after so much exchanging: a wrong stride.
                    nothing(GaitFlags.LR_SWAP_SUSPECTED);
                    return;
                }
            }
            GroundTrack track =
                    GroundTrack.of(signals.hooves, signals.way, Double.isNaN(drift) ? 0 : drift);
            metrics =
                    metrics.withPace(
                            withWay(metrics.pace(), track.speed(), drift, against, error / f, n));
            standing = StandingHooves.of(track, footfalls);
            fillFootfalls(noise, error, against);
            if (!Double.isNaN(drift)) {
                series = StrideSeries.of(track, footfalls, 1 / f);
            } else {
                metrics = metrics.withRegularity(Regularity.absent(Metric.absent(n, against)));
            }
            fillBody();
        }

        private static Pace withRhythm(
                Pace pace, double f, double error, int n, List<String> caution) {
            return pace.withStrideFreqHz(Metric.of(f, error, n, caution))
                    .withStrideDurationS(Metric.of(1 / f, error / (f * f), n, caution));
        }

        /**
         * Velocity of the ground in the picture, BL/s: 0 where the hooves stand still in it; NaN
         * where neither is so nor can be told.
         */
        private double drift(double f) {
            double free = footfalls.strideLength() * f;
            double way = signals.way.value();
            boolean matches = Math.abs(free / way - 1) < GROUND_MISMATCH;
            StandingHooves still =
                    StandingHooves.of(GroundTrack.of(signals.hooves, signals.way, 0), footfalls);
            if (Double.isNaN(still.drift()) || signals.scale.oblique()) {
                // Too few frames of each contact, or lengths that change within it.
                return matches ? 0 : Double.NaN;
            }
            if (Math.abs(still.drift()) < DRIFT * free && matches) {
                return 0;
            }
            double corrected = way - still.drift();
            return Math.abs(free / corrected - 1) < GROUND_MISMATCH ? still.drift() : Double.NaN;
        }

        private Pace withWay(
                Pace pace,
                double speed,
                double drift,
                List<String> against,
                double relativeF,
                int n) {
            double f = signals.rhythm().value();
            if (!against.isEmpty()) {
                Metric absent = Metric.absent(n, against);
                return pace.withSpeedBlS(absent).withStrideLengthBl(absent);
            }
            lengths = true;
            double sd = signals.way.spread(1 / f);
            double slope =
                    Math.max(
                            signals.way.standardError(),
                            n >= STRIDES_FOR_SPREAD ? sd / Math.sqrt(n) : 0);
            double relativeV = Math.hypot(slope / speed, signals.scale.relativeError());
            relativeWayError = relativeV;
            if (drift == 0) {
                double relative = Math.hypot(relativeV, relativeF);
                return pace.withSpeedBlS(
                                Metric.of(speed, relativeV * speed, n, List.of()).withSd(sd))
                        .withStrideLengthBl(
                                Metric.of(speed / f, relative * speed / f, n, List.of()));
            }
            // Over the ground that moves in the picture, as on a treadmill: a length, no speed.
            List<String> moving = List.of(GaitFlags.CAMERA_MOTION);
            signals.flags.addAll(moving);
            return pace.withSpeedBlS(Metric.absent(n, moving))
                    .withStrideLengthBl(Metric.of(speed / f, Double.NaN, n, moving));
        }

        private void fillFootfalls(
                AutoregressiveNoise[][] noise, double frequencyError, List<String> against) {
            FootfallMetrics own = new FootfallMetrics(signals, footfalls);
            gait = own.classify(settings);
            Placement placement = own.placement(gait);
            DutyCalibration calibration = settings.dutyCalibration().get(gait.name());
            boolean moving = against.contains(GaitFlags.CAMERA_MOTION);
            StanceTiming stance =
                    own.stance(
                            moving ? List.of(GaitFlags.CAMERA_MOTION) : List.of(),
                            calibration,
                            frequencyError);
            GroundSupport support = own.support(stance, placement, calibration != null);
            Limbs lengths =
                    own.limbStrideLengths(
                            standing,
                            noise,
                            relativeWayError,
                            against,
                            metrics.pace().strideLengthBl());
            signals.flags.add(GaitFlags.SINGLE_DIRECTION);
            int n = (int) signals.rhythm().strides();
            Metric oneWay = Metric.absent(n, List.of(GaitFlags.SINGLE_DIRECTION));
            metrics =
                    metrics.withLimbStrideLengthBl(lengths)
                            .withStance(stance)
                            .withPlacement(placement)
                            .withSupport(support)
                            .withSymmetryPct(SymmetryPct.absent(oneWay))
                            .withStepAsymPhase(StepAsymmetry.absent(oneWay));
        }

        private void fillVariation(List<StrideRecord> strides) {
            StrideVariation variation = StrideVariation.of(strides);
            int[] order =
                    GaitTemplate.named(gait.name()).map(series::inOrder).orElse(new int[] {0, 0});
            Metric inOrder =
                    order[1] < MIN_STRIDES_REGULARITY
                            ? Metric.absent(order[1], List.of(GaitFlags.LOW_STRIDES))
                            : FootfallRegularity.of(order[0], order[1]);
            metrics =
                    metrics.withRegularity(
                            metrics.regularity()
                                    .withStrideCvPct(variation.cvPct())
                                    .withCvFloorPct(variation.floorPct())
                                    .withFootfallRegularity(inOrder));
        }

        private void fillBody() {
            ground =
                    GroundLine.of(
                            signals.samples, signals.scale, footfalls, signals.trunk.facing());
            BodyMetrics own = new BodyMetrics(signals, footfalls, ground, gait);
            BodyMetrics.Attitude attitude = own.attitude();
            metrics =
                    metrics.withTrunk(attitude.movement())
                            .withRegularity(
                                    metrics.regularity()
                                            .withStrideRegularity(attitude.strideRegularity()))
                            .withRomDeg(own.joints())
                            .withVerticalAsymPctBl(own.vertical());
        }

        /**
         * What too short a window leaves open, Hz: of half its resolution 1/(2·span) the share that
         * the curves do not account for. The curvature of the fit's cost knows only noise.
         */
        private double unresolved() {
            StrideFrequency rhythm = signals.rhythm();
            return (1 - signals.swaps.fit()) * 0.5 * rhythm.value() / rhythm.strides();
        }

        /** Frequency and stride duration stand, everything else needs two strides. */
        private void rhythmOnly(double f, double error, int n) {
            nothing(GaitFlags.LOW_STRIDES);
            metrics =
                    metrics.withPace(
                            withRhythm(
                                    metrics.pace(), f, error, n, List.of(GaitFlags.LOW_STRIDES)));
        }

        private void nothing(String reason) {
            signals.flags.add(reason);
            StrideFrequency rhythm = signals.rhythm();
            metrics =
                    WindowMetrics.absent(
                            rhythm == null ? 0 : (int) rhythm.strides(), List.of(reason));
            gait = GaitClass.only(GaitClass.UNKNOWN);
            footfalls = null;
            series = null;
        }

        private String imageSide(int sign) {
            return sign > 0 ? GaitWindow.IMAGE_RIGHT : GaitWindow.IMAGE_LEFT;
        }
    }
}
