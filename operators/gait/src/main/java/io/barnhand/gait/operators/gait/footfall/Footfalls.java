package io.barnhand.gait.operators.gait.footfall;

import io.barnhand.gait.operators.gait.numeric.AutoregressiveNoise;
import io.barnhand.gait.operators.gait.numeric.Circular;
import io.barnhand.gait.operators.gait.numeric.Quantiles;
import io.barnhand.gait.operators.gait.rhythm.BlockScatter;
import io.barnhand.gait.operators.gait.rhythm.StrideFold;
import io.barnhand.gait.operators.gait.rhythm.StrideFrequency;
import io.barnhand.gait.operators.records.Limb;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;

/**
 * When each limb is on the ground, from the {@linkplain StrideFold folds} of all limbs in all
 * blocks of a pass. Block values are averaged by their strides, phases around the circle. Standard
 * errors follow from the noise of each hoof about its stride, taken as independent between limbs
 * and blocks; from 40 strides on the scatter between blocks is used where it is larger.
 */
public final class Footfalls {

    private final List<StrideFrequency.Block> blocks;
    private final StrideFold[][] folds;
    private final double strides;
    private final Map<Limb, List<Contact>> contacts = new EnumMap<>(Limb.class);

    private Footfalls(StrideFrequency rhythm, StrideFold[][] folds) {
        blocks = rhythm.blocks();
        strides = rhythm.strides();
        this.folds = folds;
    }

    /**
     * With the stride length of each limb and block fitted along.
     *
     * @param noise see {@link StrideFrequency#noise}
     */
    public static Footfalls of(StrideFrequency rhythm, AutoregressiveNoise[][] noise) {
        List<StrideFrequency.Block> blocks = rhythm.blocks();
        StrideFold[][] folds = new StrideFold[blocks.size()][Limb.COUNT];
        for (int b = 0; b < folds.length; b++) {
            StrideFrequency.Block block = blocks.get(b);
            for (Limb limb : Limb.values()) {
                folds[b][limb.ordinal()] =
                        StrideFold.of(
                                block.signals(),
                                limb,
                                block.frequency(),
                                rhythm.residual(),
                                noise[b][limb.ordinal()]);
            }
        }
        return new Footfalls(rhythm, folds);
    }

    /**
     * The same with a stride length that is known from the speed over ground.
     *
     * @param strideLength BL
     */
    public Footfalls withLength(StrideFrequency rhythm, double strideLength) {
        StrideFold[][] given = new StrideFold[folds.length][Limb.COUNT];
        for (int b = 0; b < folds.length; b++) {
            StrideFrequency.Block block = blocks.get(b);
            for (Limb limb : Limb.values()) {
                given[b][limb.ordinal()] =
                        folds[b][limb.ordinal()].withLength(
                                block.signals(),
                                limb,
                                block.frequency(),
                                strideLength,
                                rhythm.residual());
            }
        }
        return new Footfalls(rhythm, given);
    }

    /**
     * A value with its standard error.
     *
     * @param standardError NaN where it is not known
     */
    public record Estimate(double value, double standardError) {

        public static final Estimate UNKNOWN = new Estimate(Double.NaN, Double.NaN);
    }

    /** A time on the ground of one limb by the fold, s. */
    public record Contact(Limb limb, double on, double off) {

        /** s. */
        public double middle() {
            return 0.5 * (on + off);
        }
    }

    boolean known(Limb limb) {
        for (StrideFold[] block : folds) {
            if (!block[limb.ordinal()].known()) {
                return false;
            }
        }
        return true;
    }

    /** {@code [blocks][4]} noise of the hooves; see {@link StrideFold}. */
    public AutoregressiveNoise[][] noise() {
        AutoregressiveNoise[][] noise = new AutoregressiveNoise[folds.length][Limb.COUNT];
        for (int b = 0; b < folds.length; b++) {
            for (int l = 0; l < Limb.COUNT; l++) {
                noise[b][l] = folds[b][l].noise();
            }
        }
        return noise;
    }

    /** Touch-down after another limb's, share of the stride, 0..1. Both must be known. */
    Estimate phase(Limb limb, Limb reference) {
        double sin = 0;
        double cos = 0;
        for (int b = 0; b < folds.length; b++) {
            double angle = 2 * Math.PI * difference(folds[b], limb, reference);
            sin += blocks.get(b).strides() * Math.sin(angle);
            cos += blocks.get(b).strides() * Math.cos(angle);
        }
        double mean = Circular.mean(sin, cos);
        if (limb == reference) {
            return new Estimate(mean, Double.NaN);
        }
        double variance = 0;
        List<Double> each = new ArrayList<>();
        for (int b = 0; b < folds.length; b++) {
            double error =
                    Math.hypot(
                            folds[b][limb.ordinal()].phaseError(),
                            folds[b][reference.ordinal()].phaseError());
            variance += share(b) * share(b) * error * error;
            each.add(Circular.signed(difference(folds[b], limb, reference) - mean));
        }
        return new Estimate(mean, BlockScatter.atLeast(Math.sqrt(variance), each));
    }

    /** Duty factor of a known limb. */
    Estimate dutyFactor(Limb limb) {
        double mean = 0;
        double variance = 0;
        List<Double> each = new ArrayList<>();
        for (int b = 0; b < folds.length; b++) {
            StrideFold fold = folds[b][limb.ordinal()];
            mean += share(b) * fold.dutyFactor();
            variance += share(b) * share(b) * fold.dutyError() * fold.dutyError();
            each.add(fold.dutyFactor());
        }
        return new Estimate(mean, BlockScatter.atLeast(Math.sqrt(variance), each));
    }

    /** Standard error of the middle of a known limb's stance, share of the stride. */
    double midStanceError(Limb limb) {
        double variance = 0;
        for (int b = 0; b < folds.length; b++) {
            StrideFold fold = folds[b][limb.ordinal()];
            // Touch-down is the middle less half the duty factor, and the two are independent.
            double error =
                    fold.phaseError() * fold.phaseError()
                            - 0.25 * fold.dutyError() * fold.dutyError();
            variance += share(b) * share(b) * Math.max(0, error);
        }
        return Math.sqrt(variance);
    }

    /** Mean duty factor of the known limbs, or NaN. */
    double meanDutyFactor() {
        double sum = 0;
        int count = 0;
        for (Limb limb : Limb.values()) {
            if (known(limb)) {
                sum += dutyFactor(limb).value();
                count++;
            }
        }
        return count == 0 ? Double.NaN : sum / count;
    }

    /** Median stride length of the templates over limbs and blocks, BL, or NaN. */
    public double strideLength() {
        return over(StrideFold::strideLength);
    }

    /** Median residual over limbs and blocks, BL, or NaN. */
    public double residual() {
        return over(StrideFold::residual);
    }

    /**
     * Every time on the ground that begins or ends in the pass, of a known limb, ascending. Blocks
     * place a contact at their border each a little differently; the earlier block's is taken.
     */
    public List<Contact> contacts(Limb limb) {
        return contacts.computeIfAbsent(limb, this::findContacts);
    }

    private List<Contact> findContacts(Limb limb) {
        List<Contact> found = new ArrayList<>();
        double last = Double.NEGATIVE_INFINITY;
        for (int b = 0; b < folds.length; b++) {
            StrideFrequency.Block block = blocks.get(b);
            StrideFold fold = folds[b][limb.ordinal()];
            double f = block.frequency();
            long first = (long) Math.floor(block.from() * f - fold.phase() - fold.dutyFactor());
            for (long m = first; (m + fold.phase()) / f < block.to(); m++) {
                double on = (m + fold.phase()) / f;
                double off = on + fold.dutyFactor() / f;
                if (off > block.from() && on - last > 0.5 / f) {
                    found.add(new Contact(limb, on, off));
                    last = on;
                }
            }
        }
        return found;
    }

    private double over(ToDoubleFunction<StrideFold> quantity) {
        double[] values = new double[folds.length * Limb.COUNT];
        for (int b = 0; b < folds.length; b++) {
            for (int l = 0; l < Limb.COUNT; l++) {
                values[b * Limb.COUNT + l] = quantity.applyAsDouble(folds[b][l]);
            }
        }
        return Quantiles.median(values);
    }

    private double share(int b) {
        return blocks.get(b).strides() / strides;
    }

    private static double difference(StrideFold[] block, Limb limb, Limb reference) {
        return block[limb.ordinal()].phase() - block[reference.ordinal()].phase();
    }
}
