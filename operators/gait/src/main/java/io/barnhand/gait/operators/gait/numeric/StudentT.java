package io.barnhand.gait.operators.gait.numeric;

/**
 * Quantiles of Student's t. The distribution function is an incomplete beta integral, taken as a
 * continued fraction (Abramowitz &amp; Stegun 1964, 26.7.1 and 26.5.8); the quantile is found by
 * bisection, to twelve digits.
 */
public final class StudentT {

    private static final int MAX_TERMS = 500;
    private static final double TERM_PRECISION = 1e-14;
    private static final double TINY = 1e-300;

    /** Lanczos' approximation of the gamma function with g = 7 and nine terms. */
    private static final double LANCZOS_G = 7;

    private static final double[] LANCZOS = {
        0.99999999999980993,
        676.5203681218851,
        -1259.1392167224028,
        771.32342877765313,
        -176.61502916214059,
        12.507343278686905,
        -0.13857109526572012,
        9.9843695780195716e-6,
        1.5056327351493116e-7
    };

    private StudentT() {}

    /**
     * @param probability 0..1, both excluded
     * @param degrees of freedom, 0.5 or more; need not be whole
     */
    public static double quantile(double probability, double degrees) {
        if (!(probability > 0 && probability < 1)) {
            throw new IllegalArgumentException(
                    "A quantile's probability must lie between 0 and 1, got " + probability);
        }
        if (!(degrees >= 0.5)) {
            throw new IllegalArgumentException(
                    "Student's t needs half a degree of freedom or more, got " + degrees);
        }
        double tail = 2 * Math.min(probability, 1 - probability);
        double low = 0;
        double high = 1;
        while (twoTails(high, degrees) > tail) {
            low = high;
            high *= 2;
        }
        while (high - low > 1e-12 * high) {
            double middle = 0.5 * (low + high);
            if (twoTails(middle, degrees) > tail) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return probability < 0.5 ? -high : high;
    }

    /** P(|T| &gt; t). */
    private static double twoTails(double t, double degrees) {
        // From t² alone, as 1 − x would cancel for a small t.
        double square = t * t;
        double sum = degrees + square;
        return incompleteBeta(degrees / sum, square / sum, 0.5 * degrees, 0.5);
    }

    /** I_x(a, b), given 1 − x as well. */
    private static double incompleteBeta(double x, double oneMinusX, double a, double b) {
        if (x <= 0 || oneMinusX <= 0) {
            return x <= 0 ? 0 : 1;
        }
        double front =
                Math.exp(
                        logGamma(a + b)
                                - logGamma(a)
                                - logGamma(b)
                                + a * Math.log(x)
                                + b * Math.log(oneMinusX));
        return x < (a + 1) / (a + b + 2)
                ? front * continuedFraction(x, a, b) / a
                : 1 - front * continuedFraction(oneMinusX, b, a) / b;
    }

    /** By Lentz's method. */
    private static double continuedFraction(double x, double a, double b) {
        double c = 1;
        double d = 1 / nonZero(1 - (a + b) * x / (a + 1));
        double fraction = d;
        for (int m = 1; m <= MAX_TERMS; m++) {
            double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
            d = 1 / nonZero(1 + even * d);
            c = nonZero(1 + even / c);
            fraction *= d * c;
            double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
            d = 1 / nonZero(1 + odd * d);
            c = nonZero(1 + odd / c);
            fraction *= d * c;
            if (Math.abs(d * c - 1) < TERM_PRECISION) {
                break;
            }
        }
        return fraction;
    }

    private static double nonZero(double value) {
        return Math.abs(value) < TINY ? TINY : value;
    }

    private static double logGamma(double x) {
        if (x < 0.5) {
            return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
        }
        double sum = LANCZOS[0];
        for (int k = 1; k < LANCZOS.length; k++) {
            sum += LANCZOS[k] / (x - 1 + k);
        }
        double base = x - 1 + LANCZOS_G + 0.5;
        return 0.5 * Math.log(2 * Math.PI) + (x - 0.5) * Math.log(base) - base + Math.log(sum);
    }
}
