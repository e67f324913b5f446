package io.barnhand.gait.operators.gait.rhythm;

import io.barnhand.gait.operators.gait.measurement.GaitClass;
import io.barnhand.gait.operators.gait.numeric.Circular;
import io.barnhand.gait.operators.records.Limb;
import java.util.List;

/**
 * When the limbs move relative to each other, where their labels had to be put back: the
 * fundamental of the curve that a pair shares ({@link PairCurve}) says when the pair's hooves are
 * foremost, and with a common duty factor they touch down as far apart as that. Both limbs of a
 * pair speak for its curve in all frames, so that this stands more noise than folding each limb
 * alone: 0.03 of a stride on walking horses with a tenth of the labels exchanged.
 *
 * @param parts one for each stretch of the pass
 */
public record LimbTiming(List<StretchTiming> parts) {

    /** Of a pair whose minority of labels is larger, which limb is the left one is not known. */
    private static final double UNCLEAR = 0.4;

    private static final double HALF_STRIDE_TOLERANCE = 0.15;

    /**
     * @param cycle {@code [4]} foremost place in the order of {@link Limb}, strides
     * @param minority {@code [2]} share of exchanged frames of the hind and fore pair
     * @param weight frames
     */
    record StretchTiming(double[] cycle, double[] minority, double weight) {}

    /** Phase of a limb after another, share of the stride, 0..1. */
    public double phase(Limb limb, Limb reference) {
        double sin = 0;
        double cos = 0;
        for (StretchTiming part : parts) {
            double angle =
                    2
                            * Math.PI
                            * (part.cycle()[limb.ordinal()] - part.cycle()[reference.ordinal()]);
            sin += part.weight() * Math.sin(angle);
            cos += part.weight() * Math.cos(angle);
        }
        return Circular.mean(sin, cos);
    }

    /**
     * Whether left and right limbs are half a stride apart, as in every gait but canter and gallop:
     * then each stride shows the curve of a pair twice.
     */
    public boolean symmetrical() {
        return halfApart(Limb.LH, Limb.RH) && halfApart(Limb.LF, Limb.RF);
    }

    private boolean halfApart(Limb left, Limb right) {
        return Math.abs(phase(right, left) - 0.5) < HALF_STRIDE_TOLERANCE;
    }

    /**
     * The gait by these phases, without duty factors: those of limbs put back are not reliable.
     * Where the labels do not say which limb of a pair is the left one, both are tried, and a gait
     * is named only if no other fits. Walk stands, as its phases the other way round are no gait;
     * trot would be a pace, and a canter lead the other.
     */
    public GaitClass gait(double frequency) {
        GaitClass found = GaitClass.only(GaitClass.UNKNOWN);
        for (int hind = 0; hind < (clear(0) ? 1 : 2); hind++) {
            for (int fore = 0; fore < (clear(1) ? 1 : 2); fore++) {
                double[] phases = new double[Limb.COUNT];
                for (Limb limb : Limb.values()) {
                    int turn = 2 * (limb.hind() ? hind : fore);
                    phases[(limb.ordinal() + turn) % Limb.COUNT] = phase(limb, Limb.LH);
                }
                GaitClass gait = GaitClassifier.classify(phases, Double.NaN, frequency);
                if (gait.name().equals(GaitClass.UNKNOWN)) {
                    continue;
                }
                if (!found.name().equals(GaitClass.UNKNOWN) && !found.name().equals(gait.name())) {
                    return GaitClass.only(GaitClass.UNKNOWN);
                }
                found = gait;
            }
        }
        return found;
    }

    /** Whether most frames say which of a pair is the left limb. */
    private boolean clear(int pair) {
        return parts.stream().allMatch(part -> part.minority()[pair] < UNCLEAR);
    }
}
