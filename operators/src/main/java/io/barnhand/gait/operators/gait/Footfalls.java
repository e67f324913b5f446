package io.barnhand.gait.operators.gait;

import io.barnhand.gait.operators.numeric.Jackknife;
import io.barnhand.gait.operators.numeric.Quantiles;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * When each limb is on the ground, from the {@linkplain StrideFold folds} of all limbs in all
 * blocks of a pass. Block values are averaged by their strides, phases around the circle. Standard
 * errors are the jackknife over strides, from five strides on; below that there is none.
 */
final class Footfalls {

    private static final int MIN_STRIDES_FOR_JACKKNIFE = 5;

    private final List<StrideFrequency.Block> blocks;
    private final StrideFold[][] folds;
    private final List<List<StrideFold>> leftOut = new ArrayList<>();
    private final double strides;
    private final double noise;
    private final double strideLength;

    private Footfalls(StrideFrequency rhythm, double strideLength) {
        blocks = rhythm.blocks();
        strides = rhythm.strides();
        noise = rhythm.residual();
        this.strideLength = strideLength;
        folds = new StrideFold[blocks.size()][Limb.COUNT];
        for (int b = 0; b < folds.length; b++) {
            StrideFrequency.Block block = blocks.get(b);
            for (Limb limb : Limb.values()) {
                leftOut.add(new ArrayList<>());
                folds[b][limb.ordinal()] =
                        StrideFold.of(
                                block.signals(), limb, block.frequency(), strideLength, noise);
            }
        }
    }

    /**
     * @param strideLength BL, or NaN where speed over ground is not known
     */
    static Footfalls of(StrideFrequency rhythm, double strideLength) {
        return new Footfalls(rhythm, strideLength);
    }

    /**
     * A value with its standard error.
     *
     * @param standardError NaN where it cannot be told
     */
    record Estimate(double value, double standardError) {}

    boolean known(Limb limb) {
        for (StrideFold[] block : folds) {
            if (block[limb.ordinal()] == null) {
                return false;
            }
        }
        return true;
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
        double mean = StrideFold.wrap(Math.atan2(sin, cos) / (2 * Math.PI));
        if (strides < MIN_STRIDES_FOR_JACKKNIFE || limb == reference) {
            return new Estimate(mean, Double.NaN);
        }
        List<Double> changes = new ArrayList<>();
        for (int b = 0; b < folds.length; b++) {
            double whole = difference(folds[b], limb, reference);
            List<StrideFold> one = leftOut(b, limb);
            List<StrideFold> other = leftOut(b, reference);
            for (int k = 0; k < one.size(); k++) {
                if (one.get(k) != null && other.get(k) != null) {
                    double without = one.get(k).phase() - other.get(k).phase();
                    changes.add(share(b) * signed(without - whole));
                }
            }
        }
        return new Estimate(mean, Jackknife.standardError(changes));
    }

    /** Duty factor of a known limb. */
    Estimate dutyFactor(Limb limb) {
        double mean = 0;
        for (int b = 0; b < folds.length; b++) {
            mean += share(b) * folds[b][limb.ordinal()].dutyFactor();
        }
        if (strides < MIN_STRIDES_FOR_JACKKNIFE) {
            return new Estimate(mean, Double.NaN);
        }
        List<Double> changes = new ArrayList<>();
        for (int b = 0; b < folds.length; b++) {
            double whole = folds[b][limb.ordinal()].dutyFactor();
            for (StrideFold without : leftOut(b, limb)) {
                if (without != null) {
                    changes.add(share(b) * (without.dutyFactor() - whole));
                }
            }
        }
        return new Estimate(mean, Jackknife.standardError(changes));
    }

    /** Mean duty factor of the known limbs, or NaN. */
    double meanDutyFactor() {
        double sum = 0;
        int count = 0;
        for (Limb limb : Limb.values()) {
            if (known(limb)) {
                for (int b = 0; b < folds.length; b++) {
                    sum += share(b) * folds[b][limb.ordinal()].dutyFactor();
                }
                count++;
            }
        }
        return count == 0 ? Double.NaN : sum / count;
    }

    /** Median stride length of the templates over limbs and blocks, BL, or NaN. */
    double strideLength() {
        return over(StrideFold::strideLength);
    }

    /** Median residual over limbs and blocks, BL, or NaN. */
    double residual() {
        return over(StrideFold::residual);
    }

    /**
     * How still the hooves stand: median over contacts of the SD of a hoof's x in the picture while
     * the fold says it is on the ground (its first and last tenth left out), BL; NaN without a
     * contact of four frames. It should be about the keypoint noise.
     */
    double slip(TrackSamples samples, BodyScale scale) {
        List<Double> spreads = new ArrayList<>();
        for (int b = 0; b < folds.length; b++) {
            for (Limb limb : Limb.values()) {
                if (folds[b][limb.ordinal()] != null) {
                    addContacts(samples, scale, b, limb, spreads);
                }
            }
        }
        return Quantiles.median(spreads.stream().mapToDouble(Double::doubleValue).toArray());
    }

    private void addContacts(
            TrackSamples samples, BodyScale scale, int b, Limb limb, List<Double> spreads) {
        StrideFold fold = folds[b][limb.ordinal()];
        StrideFrequency.Block block = blocks.get(b);
        List<Double> contact = new ArrayList<>();
        long stride = Long.MIN_VALUE;
        double unit = 1;
        for (int i = 0; i < samples.frames(); i++) {
            double t = samples.t()[i];
            double u = fold.cycleAt(t, block.frequency());
            boolean stands = u > 0.1 * fold.dutyFactor() && u < 0.9 * fold.dutyFactor();
            if (t < block.from() || t >= block.to() || !stands || !samples.present(limb.hoof, i)) {
                continue;
            }
            long now = Math.round(block.frequency() * t - fold.phase() - u);
            if (now != stride) {
                addSpread(contact, spreads);
                contact.clear();
                stride = now;
                // One unit per contact: the picture's origin is arbitrary, so that a changing one
                // would move a hoof that stands.
                unit = scale.bodyLength()[i];
            }
            contact.add(samples.x()[limb.hoof][i] / unit);
        }
        addSpread(contact, spreads);
    }

    private static void addSpread(List<Double> contact, List<Double> spreads) {
        if (contact.size() < 4) {
            return;
        }
        double mean = contact.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
        double squares = contact.stream().mapToDouble(x -> (x - mean) * (x - mean)).sum();
        spreads.add(Math.sqrt(squares / (contact.size() - 1)));
    }

    /** The folds without each stride of a block in turn; kept, as every metric asks for them. */
    private List<StrideFold> leftOut(int b, Limb limb) {
        List<StrideFold> without = leftOut.get(b * Limb.COUNT + limb.ordinal());
        if (without.isEmpty()) {
            StrideFrequency.Block block = blocks.get(b);
            StrideFold whole = folds[b][limb.ordinal()];
            for (int k = 0; k < block.cuts(); k++) {
                without.add(
                        whole.again(
                                block.withoutStride(k),
                                limb,
                                block.frequency(),
                                strideLength,
                                noise));
            }
        }
        return without;
    }

    private double over(ToDoubleFunction<StrideFold> quantity) {
        double[] values = new double[folds.length * Limb.COUNT];
        for (int b = 0; b < folds.length; b++) {
            for (int l = 0; l < Limb.COUNT; l++) {
                StrideFold fold = folds[b][l];
                values[b * Limb.COUNT + l] =
                        fold == null ? Double.NaN : quantity.applyAsDouble(fold);
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

    /** The same point of the circle in −0.5..0.5. */
    static double signed(double phase) {
        return phase - Math.rint(phase);
    }
}
