package io.barnhand.gait.operators.gait.numeric;

/**
 * Quantiles of the χ² distribution, by the cube root's near normality (Wilson &amp; Hilferty 1931).
 */
public final class ChiSquare {

    private ChiSquare() {}

    /**
     * Off by less than 2 % between z = −2 and 2 from seven degrees of freedom on.
     *
     * @param z the same quantile of the standard normal distribution
     * @param degrees of freedom; need not be whole
     */
    public static double quantile(double z, double degrees) {
        double variance = 2 / (9 * degrees);
        double root = Math.max(0, 1 - variance + z * Math.sqrt(variance));
        return degrees * root * root * root;
    }
}
