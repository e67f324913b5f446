package io.barnhand.gait.operators.gait.pooling;

import io.barnhand.gait.operators.gait.measurement.GaitClass;
import io.barnhand.gait.operators.gait.measurement.GaitFlag;
import io.barnhand.gait.operators.gait.measurement.Metric;
import io.barnhand.gait.operators.gait.measurement.StrideRecord;
import io.barnhand.gait.operators.gait.measurement.VerticalAsymmetry;
import io.barnhand.gait.operators.gait.measurement.VerticalAsymmetryBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * Vertical asymmetry of head and tail root of a pool: means of the differences of single strides,
 * per direction first and then over both, so that what the view does to one of them does not
 * outweigh the other (gait reference, section 2.8).
 */
final class HeadAndTail {

    private static final int MIN_STRIDES = 25;
    private static final int MIN_STRIDES_PER_DIRECTION = LimbSymmetry.MIN_STRIDES;
    private static final double PERCENT = 100;
    private static final Set<GaitFlag> REASONS =
            Set.of(GaitFlag.RIDDEN_SUSPECTED, GaitFlag.OBLIQUE_VIEW, GaitFlag.TURNING);

    /** Number and two sums per direction. */
    private static final int SUMS = 3;

    private final StridePool pool;

    HeadAndTail(StridePool pool) {
        this.pool = pool;
    }

    VerticalAsymmetry asymmetry() {
        if (!GaitClass.TROT.equals(pool.key().gait())) {
            return VerticalAsymmetry.absent(Metric.absent(0, List.of(GaitFlag.NOT_TROT)));
        }
        return VerticalAsymmetryBuilder.stagedBuilder()
                .headMin(difference(StrideRecord::headMinBl))
                .headMax(difference(StrideRecord::headMaxBl))
                .headVs(vectorSum())
                .tailrootMin(difference(StrideRecord::tailrootMinBl))
                .tailrootMax(difference(StrideRecord::tailrootMaxBl))
                .build();
    }

    private Metric difference(Function<StrideRecord, Double> quantity) {
        List<PooledStride> used = used(quantity, quantity);
        BlockSums sums = sums(used, quantity, quantity);
        Metric metric = metric(sums, s -> mean(s, 1));
        return metric.isPresent() ? metric.withSd(sd(used, quantity, sums)) : metric;
    }

    /**
     * √(min² + max²) of the means. Noise of the means makes it larger, never smaller: near zero its
     * interval, cut off there, is not to be relied on, those of its two parts are.
     */
    private Metric vectorSum() {
        List<PooledStride> used = used(StrideRecord::headMinBl, StrideRecord::headMaxBl);
        BlockSums sums = sums(used, StrideRecord::headMinBl, StrideRecord::headMaxBl);
        Metric sum = metric(sums, s -> Math.hypot(mean(s, 1), mean(s, 2)));
        return sum.within(0, Double.POSITIVE_INFINITY);
    }

    private static double mean(double[] s, int k) {
        return 0.5 * PERCENT * (s[k] / s[0] + s[SUMS + k] / s[SUMS]);
    }

    private List<PooledStride> used(
            Function<StrideRecord, Double> one, Function<StrideRecord, Double> two) {
        List<PooledStride> used = new ArrayList<>();
        for (PooledStride stride : pool.strides()) {
            boolean known =
                    one.apply(stride.stride()) != null && two.apply(stride.stride()) != null;
            if (known && stride.near() != PooledStride.Side.UNKNOWN) {
                used.add(stride);
            }
        }
        return used;
    }

    private static BlockSums sums(
            List<PooledStride> used,
            Function<StrideRecord, Double> one,
            Function<StrideRecord, Double> two) {
        BlockSums sums = new BlockSums(2 * SUMS, true);
        for (PooledStride stride : used) {
            sums.add(
                    stride,
                    from(stride),
                    1,
                    one.apply(stride.stride()),
                    two.apply(stride.stride()));
        }
        return sums;
    }

    private Metric metric(BlockSums sums, ToDoubleFunction<double[]> statistic) {
        int n = (int) (sums.sum(0) + sums.sum(SUMS));
        if (n < MIN_STRIDES || Math.min(sums.sum(0), sums.sum(SUMS)) < MIN_STRIDES_PER_DIRECTION) {
            return Metric.absent(
                    n,
                    pool.bothDirections()
                            ? pool.reasons(REASONS)
                            : List.of(GaitFlag.SINGLE_DIRECTION));
        }
        return sums.estimate(statistic).metric(n, List.of());
    }

    private static int from(PooledStride stride) {
        return stride.near() == PooledStride.Side.LEFT ? 0 : SUMS;
    }

    /** Spread between strides about the mean of their direction. */
    private static double sd(
            List<PooledStride> used, Function<StrideRecord, Double> quantity, BlockSums sums) {
        double squares = 0;
        for (PooledStride stride : used) {
            int from = from(stride);
            double mean = sums.sum(from + 1) / sums.sum(from);
            squares += Math.pow(quantity.apply(stride.stride()) - mean, 2);
        }
        return PERCENT * Math.sqrt(squares / (used.size() - 2));
    }
}
