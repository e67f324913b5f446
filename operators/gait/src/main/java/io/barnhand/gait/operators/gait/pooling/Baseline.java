package io.barnhand.gait.operators.gait.pooling;

import io.barnhand.gait.operators.gait.numeric.Quantiles;
import java.util.List;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * The expectation for a day from a horse's earlier days: mean and spread of the days, with those
 * beyond three robust standard deviations of their median moved in to that bound (Winsorised), so
 * that one bad day neither shifts nor widens the band.
 *
 * @param days number
 * @param centre in the metric's unit
 * @param spread standard deviation between days, measuring error included
 * @param usualError median standard error of the days, NaN where none is known
 */
record Baseline(int days, double centre, double spread, double usualError) {

    private static final double OUTLIER = 3;

    static Baseline of(List<DailyValue> days) {
        double[] values = days.stream().mapToDouble(DailyValue::value).toArray();
        double median = Quantiles.median(values);
        double[] residuals = new double[values.length];
        for (int k = 0; k < values.length; k++) {
            residuals[k] = values[k] - median;
        }
        double reach = OUTLIER * Quantiles.robustSd(residuals);
        double sum = 0;
        double squares = 0;
        for (double residual : residuals) {
            // Where more than half of the days are alike there is no robust spread to go by.
            double moved = reach > 0 ? Math.max(-reach, Math.min(reach, residual)) : residual;
            sum += moved;
            squares += moved * moved;
        }
        int n = values.length;
        double mean = sum / n;
        double variance = Math.max(0, (squares - n * mean * mean) / (n - 1));
        double[] errors =
                days.stream().mapToDouble(d -> PooledStride.orNan(d.standardError())).toArray();
        return new Baseline(n, median + mean, Math.sqrt(variance), Quantiles.median(errors));
    }

    /**
     * Half the width of what one more day falls in with a probability, t·s·√(1 + 1/n), wider where
     * that day is less certain than they usually are: their spread already holds the usual error.
     */
    double halfWidth(DailyValue day, double probability) {
        double error = PooledStride.orNan(day.standardError());
        double more = error > usualError ? error * error - usualError * usualError : 0;
        double t = TDistribution.of(days - 1).inverseCumulativeProbability(0.5 + 0.5 * probability);
        return t * Math.sqrt(spread * spread * (1 + 1.0 / days) + more);
    }
}
