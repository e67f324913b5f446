package io.barnhand.gait.operators.gait.numeric;

import java.util.Locale;

/**
 * A second-order Butterworth low-pass run forwards and backwards, so that nothing is delayed. Twice
 * over, the attenuation at the nominal frequency would be 6 dB; it is corrected by 0.802 (Winter
 * 2009, Biomechanics and Motor Control of Human Movement, section 2.2.4.4) to be 3 dB there. The
 * ends are continued by their odd reflection.
 */
public final class ZeroLagFilter {

    private static final double TWO_PASSES = 0.802;

    /** Above this share of the sampling rate a filter of this kind cannot work. */
    private static final double HIGHEST = 0.45;

    private final double b0;
    private final double a1;
    private final double a2;
    private final int padding;

    /**
     * @param cutoff frequency at which 3 dB are lost, Hz; lowered to 0.45 of the rate where higher
     * @param rate samples per second
     * @throws IllegalArgumentException where one is not above 0
     */
    public ZeroLagFilter(double cutoff, double rate) {
        if (!(cutoff > 0 && rate > 0 && rate < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    String.format(
                            Locale.ROOT,
                            "A filter needs a cutoff and a sampling rate above 0 Hz, got %s and %s",
                            cutoff,
                            rate));
        }
        double lost = Math.min(cutoff, HIGHEST * rate);
        // Corrected after the warping that a digital filter does to frequencies, not before it.
        double k = Math.tan(Math.PI * lost / rate) / TWO_PASSES;
        double norm = 1 + Math.sqrt(2) * k + k * k;
        b0 = k * k / norm;
        a1 = 2 * (k * k - 1) / norm;
        a2 = (1 - Math.sqrt(2) * k + k * k) / norm;
        padding = (int) Math.ceil(rate / lost) + 3;
    }

    /**
     * The same number of samples, evenly spaced.
     *
     * @throws IllegalArgumentException below two samples
     */
    public double[] apply(double[] samples) {
        int n = samples.length;
        if (n < 2) {
            throw new IllegalArgumentException("A filter needs two samples or more, got " + n);
        }
        int pad = Math.min(padding, n - 1);
        double[] padded = new double[n + 2 * pad];
        for (int i = 0; i < pad; i++) {
            padded[i] = 2 * samples[0] - samples[pad - i];
            padded[pad + n + i] = 2 * samples[n - 1] - samples[n - 2 - i];
        }
        System.arraycopy(samples, 0, padded, pad, n);
        forwards(padded);
        reverse(padded);
        forwards(padded);
        reverse(padded);
        double[] filtered = new double[n];
        System.arraycopy(padded, pad, filtered, 0, n);
        return filtered;
    }

    private void forwards(double[] x) {
        double x1 = x[0];
        double x2 = x[0];
        double y1 = x[0];
        double y2 = x[0];
        for (int i = 0; i < x.length; i++) {
            double y = b0 * (x[i] + 2 * x1 + x2) - a1 * y1 - a2 * y2;
            x2 = x1;
            x1 = x[i];
            y2 = y1;
            y1 = y;
            x[i] = y;
        }
    }

    private static void reverse(double[] x) {
        for (int i = 0, j = x.length - 1; i < j; i++, j--) {
            double kept = x[i];
            x[i] = x[j];
            x[j] = kept;
        }
    }
}
