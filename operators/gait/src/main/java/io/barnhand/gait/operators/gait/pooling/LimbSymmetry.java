package io.barnhand.gait.operators.gait.pooling;

import io.barnhand.gait.operators.gait.measurement.GaitFlag;
import io.barnhand.gait.operators.gait.measurement.Metric;
import io.barnhand.gait.operators.gait.measurement.StepAsymmetry;
import io.barnhand.gait.operators.gait.measurement.StepAsymmetryBuilder;
import io.barnhand.gait.operators.gait.measurement.SymmetryPct;
import io.barnhand.gait.operators.gait.measurement.SymmetryPctBuilder;
import io.barnhand.gait.operators.gait.numeric.Circular;
import io.barnhand.gait.operators.records.Limb;
import java.util.List;
import java.util.Set;
import java.util.function.DoubleBinaryOperator;
import java.util.function.ToDoubleBiFunction;
import java.util.function.ToDoubleFunction;

/**
 * Left against right of a pool, with near against far taken out: the value of the horse is the mean
 * of both directions, each counting the same however often it was seen, and the camera's is half
 * their difference (gait reference, section 2.7).
 */
final class LimbSymmetry {

    static final int MIN_STRIDES = 5;

    /** Number, and sum or sine and cosine. */
    private static final int SUMS = 3;

    private final StridePool pool;
    private final List<GaitFlag> caution;

    LimbSymmetry(StridePool pool) {
        this.pool = pool;
        caution = pool.template().symmetrical() ? List.of() : List.of(GaitFlag.ASYMMETRICAL_GAIT);
    }

    SymmetryPct symmetry() {
        return symmetry(LimbSymmetry::mean);
    }

    StepAsymmetry stepAsymmetry() {
        return stepAsymmetry(LimbSymmetry::circularMean);
    }

    CameraBias cameraBias() {
        return new CameraBias(
                pool.key().cameraId(),
                symmetry(LimbSymmetry::halfDifference),
                // Left minus right above, right minus left here: near is late with the other sign.
                stepAsymmetry((left, right) -> 0.5 * Circular.signed(right - left)));
    }

    /** Of the values with the left and the right side near. */
    private static double mean(double leftNear, double rightNear) {
        return 0.5 * (leftNear + rightNear);
    }

    private static double circularMean(double leftNear, double rightNear) {
        return Circular.signed(leftNear + 0.5 * Circular.signed(rightNear - leftNear));
    }

    private static double halfDifference(double leftNear, double rightNear) {
        return 0.5 * (leftNear - rightNear);
    }

    private SymmetryPct symmetry(DoubleBinaryOperator directions) {
        Set<GaitFlag> reasons = StrideMeans.LENGTH_REASONS;
        ToDoubleFunction<PooledStride> stance = stride -> stride.stride().stanceS();
        ToDoubleFunction<PooledStride> length = PooledStride::strideLength;
        return SymmetryPctBuilder.stagedBuilder()
                .stanceFore(index(Limb.LF, Limb.RF, stance, Set.of(), directions))
                .stanceHind(index(Limb.LH, Limb.RH, stance, Set.of(), directions))
                .strideLengthFore(index(Limb.LF, Limb.RF, length, reasons, directions))
                .strideLengthHind(index(Limb.LH, Limb.RH, length, reasons, directions))
                .build();
    }

    private StepAsymmetry stepAsymmetry(DoubleBinaryOperator directions) {
        return StepAsymmetryBuilder.stagedBuilder()
                .fore(step(Limb.LF, Limb.RF, directions))
                .hind(step(Limb.LH, Limb.RH, directions))
                .build();
    }

    private Metric index(
            Limb left,
            Limb right,
            ToDoubleFunction<PooledStride> quantity,
            Set<GaitFlag> reasons,
            DoubleBinaryOperator directions) {
        BlockSums sums = new BlockSums(4 * SUMS, true);
        for (Limb limb : List.of(left, right)) {
            pool.of(limb)
                    .filter(s -> Double.isFinite(quantity.applyAsDouble(s)))
                    .forEach(s -> add(sums, s, quantity.applyAsDouble(s), 0));
        }
        return metric(
                sums,
                reasons,
                directions,
                (s, from) -> {
                    double l = s[from + 1] / s[from];
                    double r = s[from + SUMS + 1] / s[from + SUMS];
                    return 200 * (l - r) / (l + r);
                });
    }

    private Metric step(Limb left, Limb right, DoubleBinaryOperator directions) {
        BlockSums sums = new BlockSums(4 * SUMS, true);
        for (Limb limb : List.of(left, right)) {
            pool.of(limb)
                    .filter(s -> !Double.isNaN(s.phase()))
                    .forEach(
                            s -> {
                                double angle = 2 * Math.PI * s.phase();
                                add(sums, s, Math.sin(angle), Math.cos(angle));
                            });
        }
        return metric(
                sums,
                Set.of(),
                directions,
                (s, from) -> {
                    double l = Circular.mean(s[from + 1], s[from + 2]);
                    double r = Circular.mean(s[from + SUMS + 1], s[from + SUMS + 2]);
                    return Circular.signed(r - l - 0.5);
                });
    }

    /** Into the sums of left near and left limb, right limb, right near and left limb, right. */
    private static void add(BlockSums sums, PooledStride stride, double one, double two) {
        if (stride.near() != PooledStride.Side.UNKNOWN) {
            int direction = stride.near() == PooledStride.Side.LEFT ? 0 : 2 * SUMS;
            sums.add(stride, direction + (stride.limb().left() ? 0 : SUMS), 1, one, two);
        }
    }

    private Metric metric(
            BlockSums sums,
            Set<GaitFlag> reasons,
            DoubleBinaryOperator directions,
            ToDoubleBiFunction<double[], Integer> ofDirection) {
        int leftNear = (int) Math.min(sums.sum(0), sums.sum(SUMS));
        int rightNear = (int) Math.min(sums.sum(2 * SUMS), sums.sum(3 * SUMS));
        int n = leftNear + rightNear;
        if (Math.min(leftNear, rightNear) < MIN_STRIDES) {
            return Metric.absent(
                    n,
                    pool.bothDirections()
                            ? pool.reasons(reasons)
                            : List.of(GaitFlag.SINGLE_DIRECTION));
        }
        return sums.estimate(
                        s ->
                                directions.applyAsDouble(
                                        ofDirection.applyAsDouble(s, 0),
                                        ofDirection.applyAsDouble(s, 2 * SUMS)))
                .metric(n, caution);
    }
}
