package io.barnhand.gait.operators.gait;

import io.barnhand.gait.operators.FrameFlags;
import io.barnhand.gait.operators.HorsePose;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * From the poses of one pass (or sliding window) to its record.
 *
 * <p>Order of things: gates, body scale, trunk, rhythm of the hooves, limbs put back where left and
 * right changed places, footfalls, gait class. What a window cannot carry is left null with the
 * reason as a flag: speed, stride length, phases and gait need two strides, duty factor three, and
 * frequency two or, by the curves that pairs of limbs share, 1.3. Speed and stride length need a
 * static camera and a horse that passes across the view. A duty factor needs four frames per
 * stance, or five strides whose frames fall between each other's.
 */
public final class GaitEstimator {

    /** Version of the computation, changed whenever values may change. */
    public static final String ALGORITHM = "gait-2";

    private static final double MIN_PERIODICITY = 0.5;
    private static final double MIN_STRIDES = 2;

    /** Where both limbs of a pair show the same curve, half a stride apart. */
    private static final double MIN_STRIDES_TWICE = 1.3;

    /** What noise hardly reaches with curves of pairs. */
    private static final double MIN_FIT = 0.58;

    private static final double MIN_STRIDES_DUTY = 3;
    private static final double STRIDES_TO_INTERLEAVE = 5;
    private static final double FRAMES_PER_STANCE = 4;
    private static final int STRIDES_FOR_SPREAD = 5;
    private static final double MIN_LIMB_SEEN = 0.5;
    private static final double MIN_FACING_SHARE = 0.8;
    private static final double STANDING_SHARE = 0.8;
    private static final double SUSPICIOUS_SWAPS = 0.15;

    /** A swing unlike the template's shifts the free stride length by up to a quarter. */
    private static final double GROUND_MISMATCH = 0.35;

    private static final double STRIDES_PER_PART = 2.5;
    private static final double OTHER_RHYTHM = 0.3;

    private static final Set<String> FRAME_FLAGS =
            Set.of(
                    FrameFlags.OVERLAP,
                    FrameFlags.DUPLICATE_FRAMES,
                    FrameFlags.IDENTITY_AMBIGUOUS,
                    FrameFlags.CLOCK_UNKNOWN,
                    FrameFlags.SEGMENT_GAP);

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
            draft.flags.add(GaitFlags.PASS_TRUNCATED);
        }
        GaitRecord record =
                draft.estimate(poses.get(0).timeUs(), poses.get(poses.size() - 1).timeUs());
        return new PassMeasurement(record, List.of());
    }

    /**
     * The record of a sliding window.
     *
     * @param poses of one track in event-time order, not empty
     * @param startUs start of the window, µs
     * @param endUs end of the window, µs
     */
    public GaitRecord sliding(List<HorsePose> poses, long startUs, long endUs) {
        return new Draft(poses, GaitWindow.SLIDING).estimate(startUs, endUs);
    }

    /** One record in the making. */
    private final class Draft {

        private final List<HorsePose> all;
        private final List<HorsePose> posed;
        private final HorsePose first;
        private final String kind;
        private final GaitSettings.Camera camera;
        private final KeypointTraits keypoints;
        private final Set<String> flags = new LinkedHashSet<>();

        private TrackSamples samples;
        private BodyScale scale;
        private TrunkReference trunk;
        private HoofSignals hooves;
        private StrideFrequency rhythm;
        private Footfalls footfalls;
        private Double swapRate;
        private double pairFit = Double.NaN;
        private LimbTiming timing;
        private double validFrac;

        private GaitClass gait = GaitClass.only(GaitClass.UNKNOWN);
        private Metric speed;
        private Metric frequency;
        private Metric duration;
        private Metric length;
        private Limbs dutyFactor;
        private Limbs phases;
        private Metric lap;
        private Metric dap;
        private String direction;

        Draft(List<HorsePose> poses, String kind) {
            all = poses;
            posed = poses.stream().filter(p -> p.model() != null).toList();
            first = poses.get(0);
            this.kind = kind;
            camera = settings.camera(first.camera());
            keypoints = settings.keypoints(first.model());
        }

        GaitRecord estimate(long startUs, long endUs) {
            for (HorsePose pose : all) {
                for (String flag : pose.flags()) {
                    if (FRAME_FLAGS.contains(flag)) {
                        flags.add(flag);
                    }
                }
            }
            if (posed.isEmpty()) {
                flags.add(GaitFlags.DETECTION_ONLY);
                nothing(GaitFlags.DETECTION_ONLY);
            } else {
                measure();
            }
            return record(startUs, endUs);
        }

        private void measure() {
            if (camera.mirrored()) {
                flags.add(GaitFlags.MIRRORED_CAMERA);
            }
            if (keypoints.semantics().equals(KeypointTraits.UNVERIFIED)) {
                flags.add(GaitFlags.KP_UNVERIFIED);
            }
            samples = FrameGates.samples(posed, keypoints.minScore(), camera.mirrored());
            if (samples.edgeClipped() > 0) {
                flags.add(GaitFlags.EDGE_CLIPPED);
            }
            scale = BodyScale.of(samples);
            if (scale == null) {
                nothing(GaitFlags.LOW_STRIDES);
                return;
            }
            FrameGates.dropStretchedLimbs(samples, scale.bodyLength());
            trunk = TrunkReference.of(samples, scale);
            if (trunk == null) {
                nothing(GaitFlags.LOW_STRIDES);
                return;
            }
            validFrac = GaitQuality.validShare(samples, trunk);
            if (scale.oblique()) {
                flags.add(GaitFlags.OBLIQUE_VIEW);
            }
            Speed way = Speed.of(samples.t(), trunk, scale);
            if (standing(way)) {
                gait = GaitClass.only(GaitClass.STANDING);
                direction = imageSide(trunk.facing());
                nothing(null);
                return;
            }
            if (way != null) {
                direction = imageSide(way.value() < 0 ? -trunk.facing() : trunk.facing());
            }
            findRhythm();
            String obstacle = obstacle(way);
            if (obstacle != null) {
                nothing(obstacle);
                return;
            }
            describe(way);
        }

        private boolean standing(Speed way) {
            if (way == null || Math.abs(way.value()) > Stillness.TRUNK_SPEED) {
                return false;
            }
            int still = 0;
            for (boolean s : Stillness.frames(samples, trunk, scale)) {
                still += s ? 1 : 0;
            }
            return still >= STANDING_SHARE * samples.frames();
        }

        private void findRhythm() {
            hooves = HoofSignals.of(samples, trunk, scale);
            LimbSwaps swaps =
                    LimbSwaps.undone(hooves, HoofSignals.ofMidJoints(samples, trunk, scale));
            if (swaps == null) {
                return;
            }
            rhythm = swaps.rhythm();
            swapRate = swaps.rate();
            pairFit = swaps.fit();
            timing = swaps.timing();
            if (swapRate > SUSPICIOUS_SWAPS) {
                flags.add(GaitFlags.LR_SWAP_SUSPECTED);
            }
        }

        /** Why nothing can be said of the gait, or null. */
        private String obstacle(Speed way) {
            if (trunk.facingShare() < MIN_FACING_SHARE) {
                return GaitFlags.TURNING;
            }
            if (way != null && way.value() < -Stillness.TRUNK_SPEED) {
                return GaitFlags.BACKING_UP;
            }
            if (rhythm == null || !(rhythm.periodicity() >= MIN_PERIODICITY) || pairFit < MIN_FIT) {
                return way == null ? GaitFlags.LOW_STRIDES : GaitFlags.NOT_PERIODIC;
            }
            boolean seenTwice = timing != null && timing.symmetrical();
            if (way == null || rhythm.strides() < (seenTwice ? MIN_STRIDES_TWICE : MIN_STRIDES)) {
                return GaitFlags.LOW_STRIDES;
            }
            if (rhythm.strides() < MIN_STRIDES) {
                return null;
            }
            if (mixed()) {
                gait = GaitClass.only(GaitClass.TRANSITION);
                return GaitFlags.MIXED_GAIT;
            }
            return null;
        }

        /**
         * Whether a part of about two and a half strides has a rhythm of its own while it does not
         * repeat at the stride of the whole. Bursts of exchanged limbs look like that too: where
         * there are many, this cannot be told.
         */
        private boolean mixed() {
            if (swapRate > SUSPICIOUS_SWAPS) {
                return false;
            }
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

        private void describe(Speed way) {
            int n = (int) rhythm.strides();
            double f = rhythm.value();
            double error = rhythm.standardError();
            if (rhythm.strides() < MIN_STRIDES) {
                error = Math.hypot(error, unresolved());
            }
            double relativeF = error / f;
            frequency = Metric.of(f, error, n, List.of());
            duration = Metric.of(1 / f, relativeF / f, n, List.of());
            if (rhythm.strides() < MIN_STRIDES) {
                rhythmOnly();
                return;
            }
            footfalls = Footfalls.of(rhythm, Double.NaN);
            List<String> ground = new ArrayList<>();
            if (scale.oblique()) {
                ground.add(GaitFlags.OBLIQUE_VIEW);
            } else if (!(Math.abs(footfalls.strideLength() * f / way.value() - 1)
                    < GROUND_MISMATCH)) {
                ground.add(GaitFlags.CAMERA_MOTION);
                flags.add(GaitFlags.CAMERA_MOTION);
                if (swapRate > SUSPICIOUS_SWAPS) {
                    // Hooves that do not stand still after so much exchanging: a wrong stride.
                    nothing(GaitFlags.LR_SWAP_SUSPECTED);
                    return;
                }
            }
            if (ground.isEmpty()) {
                double v = way.value();
                double sd = way.spread(1 / f);
                double slopeError =
                        n >= STRIDES_FOR_SPREAD ? sd / Math.sqrt(n) : way.standardError();
                double relativeV = Math.hypot(slopeError / v, scale.relativeError());
                speed = Metric.of(v, relativeV * v, n, List.of()).withSd(sd);
                length = Metric.of(v / f, Math.hypot(relativeV, relativeF) * v / f, n, List.of());
                footfalls = Footfalls.of(rhythm, v / f);
            } else {
                speed = Metric.absent(n, ground);
                length = Metric.absent(n, ground);
            }
            classify(f);
            phases = phases(n);
            lap = pairs(n, Limb.LF, Limb.LH, Limb.RF, Limb.RH, false);
            dap = pairs(n, Limb.RF, Limb.LH, Limb.LF, Limb.RH, true);
            dutyFactor = dutyFactors(n, f, ground);
        }

        /**
         * What too short a window leaves open, Hz: of half its resolution 1/(2·span) the share that
         * the curves do not account for. The curvature of the fit's cost knows only noise.
         */
        private double unresolved() {
            return (1 - pairFit) * 0.5 * rhythm.value() / rhythm.strides();
        }

        /** Frequency and stride duration stand, everything else needs two strides. */
        private void rhythmOnly() {
            Metric hz = frequency.withFlags(List.of(GaitFlags.LOW_STRIDES));
            Metric seconds = duration.withFlags(List.of(GaitFlags.LOW_STRIDES));
            nothing(GaitFlags.LOW_STRIDES);
            frequency = hz;
            duration = seconds;
        }

        private boolean weak(Limb limb) {
            int seen = 0;
            for (StrideFrequency.Block block : rhythm.blocks()) {
                seen += block.signals().seen(limb);
            }
            return seen < MIN_LIMB_SEEN * samples.usableFrames() || !footfalls.known(limb);
        }

        private void classify(double f) {
            double[] touchDowns = new double[Limb.COUNT];
            for (Limb limb : Limb.values()) {
                if (weak(limb)) {
                    flags.add(GaitFlags.FAR_LIMB_WEAK);
                    flags.add(GaitFlags.CLASS_UNCERTAIN);
                    return;
                }
            }
            for (Limb limb : Limb.values()) {
                touchDowns[limb.ordinal()] = phase(limb, Limb.LH).value();
            }
            gait =
                    timing == null
                            ? GaitClassifier.classify(touchDowns, footfalls.meanDutyFactor(), f)
                            : timing.gait(f);
            if (gait.name().equals(GaitClass.UNKNOWN)) {
                flags.add(GaitFlags.CLASS_UNCERTAIN);
            }
            boolean gaited =
                    first.horse() != null && settings.gaitedHorses().contains(first.horse());
            if (gait.name().equals(GaitClass.PACE) && !gaited) {
                flags.add(GaitFlags.PACE_IN_NON_GAITED);
            }
        }

        private Footfalls.Estimate phase(Limb limb, Limb reference) {
            return timing == null
                    ? footfalls.phase(limb, reference)
                    : new Footfalls.Estimate(timing.phase(limb, reference), Double.NaN);
        }

        private Limbs phases(int n) {
            Limb reference = GaitTemplate.reference(gait.name());
            Metric[] metrics = new Metric[Limb.COUNT];
            for (Limb limb : Limb.values()) {
                if (weak(limb) || weak(reference)) {
                    metrics[limb.ordinal()] = Metric.absent(n, List.of(GaitFlags.FAR_LIMB_WEAK));
                } else {
                    Footfalls.Estimate phase = phase(limb, reference);
                    metrics[limb.ordinal()] =
                            Metric.of(phase.value(), phase.standardError(), n, List.of());
                }
            }
            return Limbs.of(metrics);
        }

        /** Circular mean of two placements, one per body side. */
        private Metric pairs(int n, Limb fore, Limb hind, Limb fore2, Limb hind2, boolean signed) {
            if (weak(fore) || weak(hind) || weak(fore2) || weak(hind2)) {
                return Metric.absent(n, List.of(GaitFlags.FAR_LIMB_WEAK));
            }
            Footfalls.Estimate a = phase(fore, hind);
            Footfalls.Estimate b = phase(fore2, hind2);
            double mean = a.value() + 0.5 * Footfalls.signed(b.value() - a.value());
            double error = 0.5 * Math.hypot(a.standardError(), b.standardError());
            return Metric.of(
                    signed ? Footfalls.signed(mean) : StrideFold.wrap(mean), error, n, List.of());
        }

        private Limbs dutyFactors(int n, double f, List<String> ground) {
            Metric[] metrics = new Metric[Limb.COUNT];
            for (Limb limb : Limb.values()) {
                List<String> reasons = new ArrayList<>(ground);
                if (weak(limb)) {
                    reasons.add(GaitFlags.FAR_LIMB_WEAK);
                }
                if (rhythm.strides() < MIN_STRIDES_DUTY) {
                    reasons.add(GaitFlags.LOW_STRIDES);
                }
                if (reasons.isEmpty()) {
                    Footfalls.Estimate duty = footfalls.dutyFactor(limb);
                    double fps = GaitQuality.fps(posed);
                    if (duty.value() / f * fps < FRAMES_PER_STANCE
                            && rhythm.strides() < STRIDES_TO_INTERLEAVE) {
                        reasons.add(GaitFlags.LOW_FPS);
                        flags.add(GaitFlags.LOW_FPS);
                    } else {
                        metrics[limb.ordinal()] =
                                Metric.of(
                                        duty.value(),
                                        duty.standardError(),
                                        n,
                                        List.of(GaitFlags.DF_UNCALIBRATED));
                    }
                }
                if (!reasons.isEmpty()) {
                    metrics[limb.ordinal()] = Metric.absent(n, reasons);
                }
            }
            return Limbs.of(metrics);
        }

        /** Every metric absent, for one reason (none where the class says it all). */
        private void nothing(String reason) {
            List<String> reasons = reason == null ? List.of() : List.of(reason);
            flags.addAll(reasons);
            int n = rhythm == null ? 0 : (int) rhythm.strides();
            Metric absent = Metric.absent(n, reasons);
            speed = absent;
            frequency = absent;
            duration = absent;
            length = absent;
            lap = absent;
            dap = absent;
            Metric[] four = new Metric[Limb.COUNT];
            Arrays.fill(four, absent);
            dutyFactor = Limbs.of(four);
            phases = Limbs.of(four);
        }

        private GaitRecord record(long startUs, long endUs) {
            Double metres = camera.metresPerBodyLength();
            List<String> noScale = List.of(GaitFlags.NO_SCALE);
            if (metres == null && !posed.isEmpty()) {
                flags.add(GaitFlags.NO_SCALE);
            }
            return new GaitRecord(
                    GaitRecord.SCHEMA_VERSION,
                    first.horse(),
                    first.track(),
                    first.camera(),
                    first.recording(),
                    posed.isEmpty() ? null : posed.get(0).model(),
                    posed.isEmpty() ? GaitRecord.STATUS_DETECTION_ONLY : GaitRecord.STATUS_OK,
                    ALGORITHM,
                    keypoints.semantics(),
                    new GaitWindow(
                            Math.floorDiv(startUs, 1000),
                            Math.floorDiv(endUs, 1000),
                            kind,
                            1,
                            frequency.value() == null ? null : rhythm.strides(),
                            direction),
                    new Scale(
                            scale == null ? null : finite(scale.passValue()),
                            metres,
                            metres == null ? "none" : "taped"),
                    gait,
                    speed,
                    metres == null
                            ? Metric.absent(speed.n(), noScale)
                            : speed.times(metres, speed.flags()),
                    frequency,
                    duration,
                    length,
                    metres == null
                            ? Metric.absent(length.n(), noScale)
                            : length.times(metres, length.flags()),
                    null,
                    null,
                    null,
                    dutyFactor,
                    phases,
                    lap,
                    dap,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    quality());
        }

        private Quality quality() {
            Double residual = footfalls == null ? null : finite(footfalls.residual());
            Double periodicity = rhythm == null ? null : finite(rhythm.periodicity());
            Double yaw = scale == null ? null : finite(scale.yawProxy());
            double score = 0;
            if (gait.name().equals(GaitClass.STANDING)) {
                score = validFrac;
            } else if (frequency.value() != null) {
                score =
                        GaitQuality.score(
                                validFrac,
                                rhythm.strides(),
                                rhythm.periodicity(),
                                footfalls == null ? rhythm.residual() : footfalls.residual(),
                                scale.yawProxy());
            }
            int n = all.size();
            return new Quality(
                    score,
                    n,
                    GaitQuality.fps(all),
                    GaitQuality.jitterMs(all),
                    validFrac,
                    samples == null ? null : 0.0,
                    0,
                    samples == null ? null : GaitQuality.longestGapMs(samples),
                    samples == null ? null : GaitQuality.confidence(samples),
                    periodicity,
                    swapRate,
                    footfalls == null ? null : finite(footfalls.slip(samples, scale)),
                    residual,
                    null,
                    null,
                    null,
                    null,
                    yaw,
                    samples == null ? 0 : (double) samples.edgeClipped() / n,
                    samples == null ? 0 : (double) samples.overlapped() / n,
                    List.copyOf(flags));
        }

        private static String imageSide(int sign) {
            return sign > 0 ? GaitWindow.IMAGE_RIGHT : GaitWindow.IMAGE_LEFT;
        }

        private static Double finite(double value) {
            return Double.isFinite(value) ? value : null;
        }
    }
}
