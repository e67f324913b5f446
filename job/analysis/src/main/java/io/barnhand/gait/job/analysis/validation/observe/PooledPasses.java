package io.barnhand.gait.job.analysis.validation.observe;

import io.barnhand.gait.operators.gait.measurement.GaitRecord;
import io.barnhand.gait.operators.gait.measurement.Metric;
import io.barnhand.gait.operators.gait.measurement.StepAsymmetry;
import io.barnhand.gait.operators.gait.measurement.StrideRecord;
import io.barnhand.gait.operators.gait.measurement.SymmetryPct;
import io.barnhand.gait.operators.gait.measurement.VerticalAsymmetry;
import io.barnhand.gait.operators.gait.numeric.Circular;
import io.barnhand.gait.operators.gait.pooling.PooledGait;
import io.barnhand.gait.operators.records.Limb;
import io.barnhand.gait.operators.synthetic.SyntheticGait;
import io.barnhand.gait.operators.synthetic.SyntheticTrack;
import io.barnhand.gait.operators.synthetic.SyntheticTruth;
import io.barnhand.gait.operators.synthetic.SyntheticView;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A horse that is seen in eight passes of 4 s, in turn to the right and to the left, and whose
 * right fore limb stands for longer and lands later than its left one. Its strides vary by 2 %.
 *
 * @param name in file names
 * @param says what, for readers
 * @param noise SD of a keypoint, BL
 * @param memory of the noise from frame to frame
 */
public record PooledPasses(String name, String says, double noise, double memory) {

    public static final List<SyntheticGait> GAITS = List.of(SyntheticGait.WALK, SyntheticGait.TROT);

    /** Share of the runs that are asked for: every one is eight passes. */
    private static final double SHARE = 0.5;

    private static final int PASSES = 8;
    private static final long HOUR_US = 3_600_000_000L;
    private static final double LATE = 0.02;
    private static final double LONGER = 0.02;

    public static List<PooledPasses> all() {
        return List.of(
                new PooledPasses("pooled-1", "8 pooled passes, white noise 1 %", 0.01, 0),
                new PooledPasses("pooled-2", "8 pooled passes, white noise 2 %", 0.02, 0),
                new PooledPasses("pooled-ar", "8 pooled passes, noise 1 % with memory", 0.01, .7));
    }

    static int runs(int asked) {
        return Math.max(1, (int) Math.round(SHARE * asked));
    }

    List<Observation> observe(SyntheticGait model, int run, long seed) {
        long own = SyntheticHorse.seed(seed, run);
        SplittableRandom random = new SplittableRandom(~own);
        SyntheticGait drawn = model.varied(own);
        SyntheticGait gait =
                drawn.withPhase(Limb.RF, drawn.phase(Limb.RF) + LATE)
                        .withDuty(Limb.RF, drawn.duty(Limb.RF) + LONGER);
        SyntheticView view =
                SyntheticHorse.fromTheSide(SyntheticView.SIDE, gait)
                        .noise(noise)
                        .noiseMemory(memory)
                        .strideCv(0.02)
                        .headAsymmetry(random.nextDouble(0.02), random.nextDouble(2 * Math.PI))
                        .tailAsymmetry(random.nextDouble(0.01), random.nextDouble(2 * Math.PI));
        List<StrideRecord> strides = new ArrayList<>();
        for (int pass = 0; pass < PASSES; pass++) {
            SyntheticView one =
                    view.seed(random.nextLong())
                            .startUs(SyntheticView.SIDE.startUs() + HOUR_US * pass);
            SyntheticView filmed = pass % 2 == 0 ? one : one.toLeft();
            GaitStage.pass(SyntheticTrack.of(gait, filmed)).strides().stream()
                    .filter(stride -> stride.gait().equals(gait.name()))
                    .forEach(strides::add);
        }
        if (strides.isEmpty()) {
            return List.of();
        }
        return beside(run, gait, view, PooledGait.of(strides, null).record());
    }

    private static List<Observation> beside(
            int run, SyntheticGait gait, SyntheticView view, GaitRecord pooled) {
        List<Observation> observations = new ArrayList<>();
        Adder add =
                (measure, truth, metric) ->
                        observations.add(Observation.of(run, gait.name(), measure, truth, metric));
        SymmetryPct symmetry = pooled.metrics().symmetryPct();
        add.add(
                ValidatedQuantity.STANCE_SYMMETRY_FORE,
                symmetry(gait, Limb.LF),
                symmetry.stanceFore());
        add.add(
                ValidatedQuantity.STANCE_SYMMETRY_HIND,
                symmetry(gait, Limb.LH),
                symmetry.stanceHind());
        add.add(ValidatedQuantity.LENGTH_SYMMETRY_FORE, 0, symmetry.strideLengthFore());
        add.add(ValidatedQuantity.LENGTH_SYMMETRY_HIND, 0, symmetry.strideLengthHind());
        StepAsymmetry step = pooled.metrics().stepAsymPhase();
        add.add(ValidatedQuantity.STEP_FORE, step(gait, Limb.LF, Limb.RF), step.fore());
        add.add(ValidatedQuantity.STEP_HIND, step(gait, Limb.LH, Limb.RH), step.hind());
        double cv = StrideVariationTruth.pct(gait, view.strideCv());
        add.add(ValidatedQuantity.STRIDE_CV, cv, pooled.metrics().regularity().strideCvPct());
        if (gait.name().equals(SyntheticGait.TROT.name())) {
            VerticalAsymmetry vertical = pooled.metrics().verticalAsymPctBl();
            SyntheticTruth truth = SyntheticTruth.of(gait, view);
            double pct = 100 / PassObserver.BODY_LENGTH;
            add.add(ValidatedQuantity.HEAD_MIN, pct * truth.head().minDiff(), vertical.headMin());
            add.add(ValidatedQuantity.HEAD_MAX, pct * truth.head().maxDiff(), vertical.headMax());
            add.add(
                    ValidatedQuantity.TAILROOT_MIN,
                    pct * truth.tailRoot().minDiff(),
                    vertical.tailrootMin());
            add.add(
                    ValidatedQuantity.TAILROOT_MAX,
                    pct * truth.tailRoot().maxDiff(),
                    vertical.tailrootMax());
        }
        return observations;
    }

    /** Left against right stance, %. */
    private static double symmetry(SyntheticGait gait, Limb leftLimb) {
        double left = gait.duty(leftLimb);
        double right = gait.duty(leftLimb == Limb.LF ? Limb.RF : Limb.RH);
        return 200 * (left - right) / (left + right);
    }

    private static double step(SyntheticGait gait, Limb left, Limb right) {
        return Circular.signed(gait.phase(right) - gait.phase(left) - 0.5);
    }

    private interface Adder {
        void add(ValidatedQuantity measure, double truth, Metric metric);
    }
}
