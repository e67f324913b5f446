package io.barnhand.gait.operators.gait.pooling;

import io.barnhand.gait.operators.gait.numeric.Jackknife;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import java.util.function.ToDoubleFunction;

/**
 * Sums that a statistic is made of, in all and per block, so that leaving a block out is a
 * subtraction and the work stays linear. A block is a pass where there are five, as strides of a
 * pass share its light, distance and speed; else a stride of the horse, all four limbs of it. Where
 * the statistic treats the two directions apart, the jackknife does so too (a stratum each).
 */
final class BlockSums {

    private static final int MIN_BLOCKS = 5;

    /** A standard error below this share of the value is only rounding. */
    private static final double ROUNDING = 1e-12;

    private final double[] total;
    private final boolean directed;
    private final Map<Integer, StratumSums> passes = new LinkedHashMap<>();
    private final Map<Integer, StratumSums> cycles = new LinkedHashMap<>();

    private record StratumSums(PooledStride.Side stratum, double[] sums) {}

    /**
     * @param width number of sums
     * @param directed whether the statistic treats the two directions apart
     */
    BlockSums(int width, boolean directed) {
        total = new double[width];
        this.directed = directed;
    }

    /** Adds values to the sums from a place on, as part of a stride's blocks. */
    void add(PooledStride stride, int from, double... values) {
        double[] pass = block(passes, stride.pass(), stride);
        double[] cycle = block(cycles, stride.cycle(), stride);
        for (int k = 0; k < values.length; k++) {
            total[from + k] += values[k];
            pass[from + k] += values[k];
            cycle[from + k] += values[k];
        }
    }

    private double[] block(Map<Integer, StratumSums> blocks, int ordinal, PooledStride stride) {
        PooledStride.Side stratum = directed ? stride.near() : PooledStride.Side.UNKNOWN;
        return blocks.computeIfAbsent(
                        ordinal, o -> new StratumSums(stratum, new double[total.length]))
                .sums();
    }

    double sum(int place) {
        return total[place];
    }

    PooledEstimate estimate(ToDoubleFunction<double[]> statistic) {
        return estimate(statistic, (value, whole) -> value - whole);
    }

    /**
     * @param difference of a value without a block and the whole value; around a circle not their
     *     plain difference
     */
    PooledEstimate estimate(ToDoubleFunction<double[]> statistic, DoubleBinaryOperator difference) {
        double value = statistic.applyAsDouble(total);
        List<List<Double>> changes = changes(passes, value, statistic, difference);
        if (!enough(changes)) {
            changes = changes(cycles, value, statistic, difference);
        }
        return enough(changes) ? withError(value, changes) : PooledEstimate.bare(value);
    }

    private static boolean enough(List<List<Double>> strata) {
        int blocks = 0;
        for (List<Double> stratum : strata) {
            blocks += stratum.size();
            if (stratum.size() < 2) {
                return false;
            }
        }
        return blocks >= MIN_BLOCKS;
    }

    private List<List<Double>> changes(
            Map<Integer, StratumSums> blocks,
            double whole,
            ToDoubleFunction<double[]> statistic,
            DoubleBinaryOperator difference) {
        Map<PooledStride.Side, List<Double>> strata = new EnumMap<>(PooledStride.Side.class);
        double[] rest = new double[total.length];
        for (StratumSums block : blocks.values()) {
            for (int k = 0; k < rest.length; k++) {
                rest[k] = total[k] - block.sums()[k];
            }
            strata.computeIfAbsent(block.stratum(), s -> new ArrayList<>())
                    .add(difference.applyAsDouble(statistic.applyAsDouble(rest), whole));
        }
        return List.copyOf(strata.values());
    }

    /**
     * Variances of the strata add up; degrees of freedom after Satterthwaite 1946, which for one
     * stratum are the blocks less one.
     */
    private static PooledEstimate withError(double value, List<List<Double>> strata) {
        double variance = 0;
        double squares = 0;
        for (List<Double> changes : strata) {
            double error = Jackknife.standardError(changes);
            variance += error * error;
            squares += Math.pow(error, 4) / (changes.size() - 1);
        }
        double error = Math.sqrt(variance);
        return error > ROUNDING * Math.max(1, Math.abs(value))
                ? new PooledEstimate(value, error, variance * variance / squares)
                : PooledEstimate.bare(value);
    }
}
