package io.barnhand.gait.operators.gait.pooling;

import io.barnhand.gait.operators.gait.measurement.GaitFlag;
import io.barnhand.gait.operators.gait.measurement.Limbs;
import io.barnhand.gait.operators.gait.measurement.Metric;
import io.barnhand.gait.operators.gait.numeric.Circular;
import io.barnhand.gait.operators.records.Limb;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;

/** The metrics of a pool that are means over strides, straight or round the circle. */
final class StrideMeans {

    static final int MIN_STRIDES = 2;
    static final int MIN_STRIDES_DUTY = 3;
    static final Set<GaitFlag> LENGTH_REASONS =
            Set.of(GaitFlag.OBLIQUE_VIEW, GaitFlag.CAMERA_MOTION, GaitFlag.TURNING);

    private static final List<GaitFlag> UNCALIBRATED = List.of(GaitFlag.DF_UNCALIBRATED);

    private final StridePool pool;

    StrideMeans(StridePool pool) {
        this.pool = pool;
    }

    /** Strides per second: the reciprocal of the mean duration, not the mean of reciprocals. */
    Metric frequency() {
        BlockSums sums = new BlockSums(2, false);
        List<Double> rates = new ArrayList<>();
        pool.of(pool.reference())
                .forEach(
                        stride -> {
                            sums.add(stride, 0, 1, stride.strideS());
                            rates.add(1 / stride.strideS());
                        });
        return rates.size() < MIN_STRIDES
                ? Metric.absent(rates.size(), List.of(GaitFlag.LOW_STRIDES))
                : sums.estimate(s -> s[0] / s[1]).metric(rates.size(), List.of()).withSd(sd(rates));
    }

    Metric duration() {
        return mean(pool.reference(), PooledStride::strideS, MIN_STRIDES, Set.of(), List.of());
    }

    Metric speed() {
        return mean(pool.reference(), PooledStride::speed, MIN_STRIDES, LENGTH_REASONS, List.of());
    }

    /** Ground covered per stride, by the trunk: v·T. */
    Metric strideLength() {
        return mean(
                pool.reference(),
                stride -> stride.speed() * stride.strideS(),
                MIN_STRIDES,
                LENGTH_REASONS,
                List.of());
    }

    Limbs limbStrideLength() {
        return perLimb(PooledStride::strideLength, MIN_STRIDES, LENGTH_REASONS, List.of());
    }

    Limbs stance() {
        return perLimb(s -> s.stride().stanceS(), MIN_STRIDES, Set.of(), UNCALIBRATED);
    }

    Limbs swing() {
        return perLimb(PooledStride::swingS, MIN_STRIDES, Set.of(), UNCALIBRATED);
    }

    Limbs dutyFactor() {
        return perLimb(PooledStride::dutyFactor, MIN_STRIDES_DUTY, Set.of(), UNCALIBRATED);
    }

    private Limbs perLimb(
            ToDoubleFunction<PooledStride> quantity,
            int minimum,
            Set<GaitFlag> reasons,
            List<GaitFlag> caution) {
        Metric[] metrics = new Metric[Limb.COUNT];
        for (Limb limb : Limb.values()) {
            metrics[limb.ordinal()] = mean(limb, quantity, minimum, reasons, caution);
        }
        return Limbs.of(metrics);
    }

    private Metric mean(
            Limb limb,
            ToDoubleFunction<PooledStride> quantity,
            int minimum,
            Set<GaitFlag> reasons,
            List<GaitFlag> caution) {
        BlockSums sums = new BlockSums(2, false);
        List<Double> values = new ArrayList<>();
        pool.of(limb)
                .forEach(
                        stride -> {
                            double value = quantity.applyAsDouble(stride);
                            if (Double.isFinite(value)) {
                                sums.add(stride, 0, 1, value);
                                values.add(value);
                            }
                        });
        return values.size() < minimum
                ? Metric.absent(values.size(), pool.reasons(reasons))
                : sums.estimate(s -> s[1] / s[0]).metric(values.size(), caution).withSd(sd(values));
    }

    /** Touch-downs after the reference hind's; an interval may reach beyond 0..1. */
    Limbs phases() {
        Metric[] metrics = new Metric[Limb.COUNT];
        for (Limb limb : Limb.values()) {
            metrics[limb.ordinal()] = phase(limb);
        }
        return Limbs.of(metrics);
    }

    private Metric phase(Limb limb) {
        CircularSums sums = new CircularSums(limb);
        return sums.n(0) < MIN_STRIDES
                ? Metric.absent(sums.n(0), List.of(GaitFlag.LOW_STRIDES))
                : sums.estimate(s -> CircularSums.mean(s, 0))
                        .metric(sums.n(0), List.of())
                        .withSd(sums.spread());
    }

    /** Fore minus hind of the same side, 0..1, circular mean of both sides. */
    Metric lap() {
        return placement(
                new CircularSums(Limb.LF, Limb.LH, Limb.RF, Limb.RH),
                mean -> mean < 0 ? mean + 1 : mean);
    }

    /** Fore minus diagonal hind, −0.5..0.5, circular mean of both diagonals. */
    Metric dap() {
        return placement(new CircularSums(Limb.RF, Limb.LH, Limb.LF, Limb.RH), Circular::signed);
    }

    private Metric placement(CircularSums sums, DoubleUnaryOperator range) {
        int n = Math.min(Math.min(sums.n(0), sums.n(1)), Math.min(sums.n(2), sums.n(3)));
        if (n < MIN_STRIDES) {
            return Metric.absent(n, List.of(GaitFlag.LOW_STRIDES));
        }
        return sums.estimate(
                        s -> {
                            double one = CircularSums.mean(s, 0) - CircularSums.mean(s, 1);
                            double other = CircularSums.mean(s, 2) - CircularSums.mean(s, 3);
                            double mean = one + 0.5 * Circular.signed(other - one);
                            return range.applyAsDouble(Circular.signed(mean));
                        })
                .metric(n, List.of());
    }

    /** Standard deviation, NaN below two values. */
    static double sd(List<Double> values) {
        double mean = values.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
        double squares = values.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum();
        return values.size() < 2 ? Double.NaN : Math.sqrt(squares / (values.size() - 1));
    }

    /** Numbers, sines and cosines of the phases of some limbs, three sums each. */
    private final class CircularSums {

        private final BlockSums sums;
        private final List<Double> phases = new ArrayList<>();

        CircularSums(Limb... limbs) {
            sums = new BlockSums(3 * limbs.length, false);
            for (int k = 0; k < limbs.length; k++) {
                int from = 3 * k;
                pool.of(limbs[k]).filter(s -> !Double.isNaN(s.phase())).forEach(s -> add(s, from));
            }
        }

        private void add(PooledStride stride, int from) {
            double angle = 2 * Math.PI * stride.phase();
            sums.add(stride, from, 1, Math.sin(angle), Math.cos(angle));
            phases.add(stride.phase());
        }

        int n(int k) {
            return (int) sums.sum(3 * k);
        }

        static double mean(double[] s, int k) {
            return Circular.mean(s[3 * k + 1], s[3 * k + 2]);
        }

        PooledEstimate estimate(ToDoubleFunction<double[]> statistic) {
            return sums.estimate(statistic, (value, whole) -> Circular.signed(value - whole));
        }

        /** Of the phases about their circular mean, for a single limb; NaN where there is none. */
        double spread() {
            double mean = Circular.mean(sums.sum(1), sums.sum(2));
            double spread = sd(phases.stream().map(p -> Circular.signed(p - mean)).toList());
            return spread > 0 ? spread : Double.NaN;
        }
    }
}
