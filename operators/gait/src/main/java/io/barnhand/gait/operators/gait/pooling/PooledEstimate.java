package io.barnhand.gait.operators.gait.pooling;

import io.barnhand.gait.operators.gait.measurement.GaitFlag;
import io.barnhand.gait.operators.gait.measurement.Metric;
import java.util.List;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * A value with its standard error.
 *
 * @param value NaN where it is not known
 * @param standardError NaN where it is not known
 * @param degrees of freedom of the standard error
 */
record PooledEstimate(double value, double standardError, double degrees) {

    /** Without a standard error. */
    static PooledEstimate bare(double value) {
        return new PooledEstimate(value, Double.NaN, Double.NaN);
    }

    /** With the 95 % interval by Student's t; none without a standard error. */
    Metric metric(int n, List<GaitFlag> flags) {
        if (!Double.isFinite(value)) {
            return Metric.absent(n, flags);
        }
        if (!Double.isFinite(standardError)) {
            return Metric.of(value, Double.NaN, n, flags);
        }
        double half = TDistribution.of(degrees).inverseCumulativeProbability(0.975) * standardError;
        return new Metric(value, null, value - half, value + half, n, flags);
    }
}
