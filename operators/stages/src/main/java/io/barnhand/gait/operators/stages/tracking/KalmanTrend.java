package io.barnhand.gait.operators.stages.tracking;

/**
 * A value and its rate of change, estimated from noisy samples at irregular times: a Kalman filter
 * with continuous white-noise acceleration (Bar-Shalom, Li, Kirubarajan, Estimation with
 * Applications to Tracking and Navigation, 6.2.2). It follows a steady change without lag.
 *
 * @param value estimate, in the unit of the samples
 * @param rate per second
 * @param valueVariance unit²
 * @param covariance unit² per second
 * @param rateVariance unit² per second²
 */
public record KalmanTrend(
        double value, double rate, double valueVariance, double covariance, double rateVariance) {

    /** Starts at a first sample. */
    static KalmanTrend start(double sample, double sampleVariance, double rateVariance) {
        return new KalmanTrend(sample, 0, sampleVariance, 0, rateVariance);
    }

    /**
     * The estimate for a later time.
     *
     * @param seconds how much later
     * @param acceleration spectral density of the acceleration, unit² / s³
     */
    KalmanTrend after(double seconds, double acceleration) {
        double t = seconds;
        return new KalmanTrend(
                value + rate * t,
                rate,
                valueVariance
                        + t * (2 * covariance + t * rateVariance)
                        + acceleration * t * t * t / 3,
                covariance + t * rateVariance + acceleration * t * t / 2,
                rateVariance + acceleration * t);
    }

    /** The estimate with one more sample, taken at its time. */
    KalmanTrend with(double sample, double sampleVariance) {
        double innovation = sample - value;
        double total = valueVariance + sampleVariance;
        double valueGain = valueVariance / total;
        double rateGain = covariance / total;
        return new KalmanTrend(
                value + valueGain * innovation,
                rate + rateGain * innovation,
                valueVariance * (1 - valueGain),
                covariance * (1 - valueGain),
                rateVariance - rateGain * covariance);
    }

    /** The same, with another value. */
    KalmanTrend at(double newValue) {
        return new KalmanTrend(newValue, rate, valueVariance, covariance, rateVariance);
    }
}
