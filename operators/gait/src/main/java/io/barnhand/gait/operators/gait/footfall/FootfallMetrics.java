package io.barnhand.gait.operators.gait.footfall;

import io.barnhand.gait.operators.gait.measurement.GaitClass;
import io.barnhand.gait.operators.gait.measurement.GaitFlag;
import io.barnhand.gait.operators.gait.measurement.GroundSupport;
import io.barnhand.gait.operators.gait.measurement.Limbs;
import io.barnhand.gait.operators.gait.measurement.Metric;
import io.barnhand.gait.operators.gait.measurement.Placement;
import io.barnhand.gait.operators.gait.measurement.PlacementBuilder;
import io.barnhand.gait.operators.gait.measurement.StanceTiming;
import io.barnhand.gait.operators.gait.measurement.StanceTimingBuilder;
import io.barnhand.gait.operators.gait.numeric.AutoregressiveNoise;
import io.barnhand.gait.operators.gait.numeric.Circular;
import io.barnhand.gait.operators.gait.rhythm.GaitClassifier;
import io.barnhand.gait.operators.gait.rhythm.GaitTemplate;
import io.barnhand.gait.operators.gait.rhythm.LimbTiming;
import io.barnhand.gait.operators.gait.rhythm.RhythmWindow;
import io.barnhand.gait.operators.gait.rhythm.StrideFold;
import io.barnhand.gait.operators.gait.rhythm.StrideFrequency;
import io.barnhand.gait.operators.gait.settings.DutyCalibration;
import io.barnhand.gait.operators.gait.signal.GaitQuality;
import io.barnhand.gait.operators.records.Limb;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** From the footfalls of a window to its metrics in time: phases, duty factors, support. */
public final class FootfallMetrics {

    /** Three, with what the edge of the picture may take of the first and the last. */
    private static final double MIN_STRIDES_DUTY = 2.5;

    /** Fewer are flagged. */
    private static final double STRIDES_DUTY = 3;

    /** Half a 95 % interval of a duty factor that could as well be another gait's. */
    private static final double WIDEST_DUTY = 0.10;

    private static final double STRIDES_TO_INTERLEAVE = 5;
    private static final double FRAMES_PER_STANCE = 4;
    private static final double MIN_LIMB_SEEN = 0.6;

    /** Where a limb's own strides differ so much from v / f, one of the two is wrong. */
    private static final double LENGTH_MISMATCH = 0.05;

    private final RhythmWindow signals;
    private final StrideFrequency rhythm;
    private final Footfalls footfalls;
    private final Optional<LimbTiming> timing;
    private final int n;

    public FootfallMetrics(RhythmWindow signals, Footfalls footfalls) {
        this.signals = signals;
        this.footfalls = footfalls;
        rhythm = signals.rhythm();
        timing = signals.swaps().timing();
        n = signals.strides();
    }

    /** Whether a limb was seen in less than 60 % of the frames, or cannot be folded. */
    boolean weak(Limb limb) {
        int seen = 0;
        for (StrideFrequency.Block block : rhythm.blocks()) {
            seen += block.signals().seen(limb);
        }
        return seen < MIN_LIMB_SEEN * signals.samples().usableFrames() || !footfalls.known(limb);
    }

    boolean anyWeak() {
        return Arrays.stream(Limb.values()).anyMatch(this::weak);
    }

    /** Gait class by phases, duty factor and frequency. */
    public GaitClass gait() {
        if (anyWeak()) {
            return GaitClass.only(GaitClass.UNKNOWN);
        }
        double f = rhythm.value();
        return timing.map(known -> known.gait(f))
                .orElseGet(
                        () -> GaitClassifier.classify(touchDowns(), footfalls.meanDutyFactor(), f));
    }

    private double[] touchDowns() {
        double[] touchDowns = new double[Limb.COUNT];
        for (Limb limb : Limb.values()) {
            touchDowns[limb.ordinal()] = phase(limb, Limb.LH).value();
        }
        return touchDowns;
    }

    /**
     * Flags of the gait class.
     *
     * @param gaitedHorses for which pace is a gait
     */
    public List<GaitFlag> alarms(GaitClass gait, Set<String> gaitedHorses) {
        if (anyWeak()) {
            return List.of(GaitFlag.FAR_LIMB_WEAK, GaitFlag.CLASS_UNCERTAIN);
        }
        if (gait.name().equals(GaitClass.UNKNOWN)) {
            return List.of(GaitFlag.CLASS_UNCERTAIN);
        }
        boolean gaited =
                Optional.ofNullable(signals.poses().first().horse())
                        .filter(gaitedHorses::contains)
                        .isPresent();
        return gait.name().equals(GaitClass.PACE) && !gaited
                ? List.of(GaitFlag.PACE_IN_NON_GAITED)
                : List.of();
    }

    /** Whether frames were too few for a duty factor. */
    public static boolean lowFps(StanceTiming stance) {
        return Arrays.stream(Limb.values())
                .anyMatch(limb -> stance.dutyFactor().of(limb).flags().contains(GaitFlag.LOW_FPS));
    }

    /** Touch-downs within the stride, from the reference hind of the gait on. */
    public Placement placement(GaitClass gait) {
        Limb reference = GaitTemplate.reference(gait.name());
        Metric[] phases = new Metric[Limb.COUNT];
        for (Limb limb : Limb.values()) {
            if (weak(limb) || weak(reference)) {
                phases[limb.ordinal()] = Metric.absent(n, List.of(GaitFlag.FAR_LIMB_WEAK));
            } else {
                Footfalls.Estimate phase = phase(limb, reference);
                phases[limb.ordinal()] =
                        Metric.of(phase.value(), phase.standardError(), n, List.of());
            }
        }
        return PlacementBuilder.stagedBuilder()
                .limbPhase(Limbs.of(phases))
                .lap(placement(Limb.LF, Limb.LH, Limb.RF, Limb.RH, false))
                .dap(placement(Limb.RF, Limb.LH, Limb.LF, Limb.RH, true))
                .build();
    }

    private Footfalls.Estimate phase(Limb limb, Limb reference) {
        return timing.map(known -> new Footfalls.Estimate(known.phase(limb, reference), Double.NaN))
                .orElseGet(() -> footfalls.phase(limb, reference));
    }

    /** Circular mean of two placements, one per body side. */
    private Metric placement(Limb fore, Limb hind, Limb fore2, Limb hind2, boolean signed) {
        if (anyWeak()) {
            return Metric.absent(n, List.of(GaitFlag.FAR_LIMB_WEAK));
        }
        Footfalls.Estimate a = phase(fore, hind);
        Footfalls.Estimate b = phase(fore2, hind2);
        double mean = a.value() + 0.5 * Circular.signed(b.value() - a.value());
        double error = 0.5 * Math.hypot(a.standardError(), b.standardError());
        return Metric.of(
                signed ? Circular.signed(mean) : StrideFold.wrap(mean), error, n, List.of());
    }

    /**
     * Duty factors, and stance and swing durations from them.
     *
     * @param reasons why there can be none, or empty
     * @param calibration of the gait, where there is one
     * @param frequencyError standard error of the frequency, Hz
     */
    public StanceTiming stance(
            List<GaitFlag> reasons, Optional<DutyCalibration> calibration, double frequencyError) {
        Metric[] duty = new Metric[Limb.COUNT];
        Metric[] stance = new Metric[Limb.COUNT];
        Metric[] swing = new Metric[Limb.COUNT];
        double f = rhythm.value();
        double relative = frequencyError / f;
        for (Limb limb : Limb.values()) {
            int l = limb.ordinal();
            List<GaitFlag> against = new ArrayList<>(reasons);
            against.addAll(againstDuty(limb));
            if (!against.isEmpty()) {
                duty[l] = Metric.absent(n, against);
                stance[l] = duty[l];
                swing[l] = duty[l];
                continue;
            }
            Footfalls.Estimate fold = footfalls.dutyFactor(limb);
            double d = fold.value();
            double error = fold.standardError();
            List<GaitFlag> caution = new ArrayList<>();
            if (rhythm.strides() < STRIDES_DUTY) {
                caution.add(GaitFlag.LOW_STRIDES);
            }
            if (signals.scale().oblique()) {
                caution.add(GaitFlag.OBLIQUE_VIEW);
            }
            if (calibration.isPresent()) {
                d += calibration.get().offset(limb);
                error = Math.hypot(error, calibration.get().error());
            } else {
                caution.add(GaitFlag.DF_UNCALIBRATED);
            }
            duty[l] = Metric.of(d, error, n, caution);
            stance[l] = Metric.of(d / f, Math.hypot(error, d * relative) / f, n, caution);
            swing[l] =
                    Metric.of((1 - d) / f, Math.hypot(error, (1 - d) * relative) / f, n, caution);
        }
        return StanceTimingBuilder.stagedBuilder()
                .stanceS(Limbs.of(stance))
                .swingS(Limbs.of(swing))
                .dutyFactor(Limbs.of(duty))
                .build();
    }

    private List<GaitFlag> againstDuty(Limb limb) {
        List<GaitFlag> against = new ArrayList<>();
        if (weak(limb)) {
            against.add(GaitFlag.FAR_LIMB_WEAK);
        }
        if (rhythm.strides() < MIN_STRIDES_DUTY) {
            against.add(GaitFlag.LOW_STRIDES);
        }
        if (against.isEmpty()) {
            Footfalls.Estimate duty = footfalls.dutyFactor(limb);
            if (1.96 * duty.standardError() > WIDEST_DUTY) {
                against.add(GaitFlag.IMPRECISE);
            }
            double stance = duty.value() / rhythm.value();
            if (stance * GaitQuality.fps(signals.poses().posed()) < FRAMES_PER_STANCE
                    && rhythm.strides() < STRIDES_TO_INTERLEAVE) {
                against.add(GaitFlag.LOW_FPS);
            }
        }
        return against;
    }

    /** Suspension and support: a number only where the duty factors are calibrated. */
    public GroundSupport support(StanceTiming stance, Placement placement, boolean calibrated) {
        double[] phase = new double[Limb.COUNT];
        double[] duty = new double[Limb.COUNT];
        for (Limb limb : Limb.values()) {
            Metric d = stance.dutyFactor().of(limb);
            Metric p = placement.limbPhase().of(limb);
            if (!d.isPresent() || !p.isPresent()) {
                return GroundSupport.absent(d.isPresent() ? p : d);
            }
            duty[limb.ordinal()] = d.orNaN();
            phase[limb.ordinal()] = p.orNaN();
        }
        Support support = Support.of(phase, duty);
        if (!calibrated) {
            return new GroundSupport(
                    support.verdict(phase, duty),
                    Metric.absent(n, List.of(GaitFlag.DF_UNCALIBRATED)),
                    null);
        }
        double error = suspensionError(stance.dutyFactor(), phase, duty);
        return new GroundSupport(
                support.suspension() > 0 ? GroundSupport.PRESENT : GroundSupport.ABSENT,
                Metric.of(support.suspension(), error, n, List.of()),
                Arrays.stream(support.share()).boxed().toList());
    }

    /**
     * Standard error of the suspension from the errors of each limb's mid-stance and duty factor.
     */
    private double suspensionError(Limbs dutyFactor, double[] phase, double[] duty) {
        double step = 1e-4;
        double here = Support.of(phase, duty).suspension();
        double variance = 0;
        for (Limb limb : Limb.values()) {
            int l = limb.ordinal();
            double[] later = phase.clone();
            later[l] += step;
            double byMiddle = (Support.of(later, duty).suspension() - here) / step;
            double[] longer = duty.clone();
            longer[l] += step;
            later[l] = phase[l] - 0.5 * step;
            double byDuty = (Support.of(later, longer).suspension() - here) / step;
            variance += Math.pow(byMiddle * footfalls.midStanceError(limb), 2);
            variance += Math.pow(byDuty * dutyFactor.of(limb).standardError(), 2);
        }
        return Math.sqrt(variance);
    }

    /**
     * Way of each hoof from stance to stance.
     *
     * @param noise see {@link StrideFrequency#noise}
     * @param relativeError standard error of the way over the way, of trunk and body length
     * @param reasons why there can be none, or empty
     * @param strideLength of the whole horse, BL
     */
    public Limbs limbStrideLengths(
            StandingHooves standing,
            AutoregressiveNoise[][] noise,
            double relativeError,
            List<GaitFlag> reasons,
            Metric strideLength) {
        Metric[] lengths = new Metric[Limb.COUNT];
        for (Limb limb : Limb.values()) {
            if (!reasons.isEmpty() || weak(limb)) {
                lengths[limb.ordinal()] =
                        Metric.absent(
                                n, reasons.isEmpty() ? List.of(GaitFlag.FAR_LIMB_WEAK) : reasons);
                continue;
            }
            double sd = 0;
            double memory = 0;
            for (AutoregressiveNoise[] block : noise) {
                AutoregressiveNoise own = block[limb.ordinal()];
                if (own.known()) {
                    sd = Math.max(sd, own.sd());
                    memory = Math.max(memory, own.memory());
                }
            }
            Footfalls.Estimate length =
                    standing.strideLength(limb, rhythm.value(), sd, (1 + memory) / (1 - memory));
            // Near limbs pass through the picture faster than far ones.
            List<GaitFlag> caution = new ArrayList<>(strideLength.flags());
            caution.add(GaitFlag.SINGLE_DIRECTION);
            boolean differs = Math.abs(length.value() / strideLength.orNaN() - 1) > LENGTH_MISMATCH;
            lengths[limb.ordinal()] =
                    Metric.of(
                            length.value(),
                            Math.hypot(length.standardError(), relativeError * length.value()),
                            n,
                            differs ? List.of(GaitFlag.STRIDE_LENGTH_MISMATCH) : caution);
        }
        return Limbs.of(lengths);
    }
}
