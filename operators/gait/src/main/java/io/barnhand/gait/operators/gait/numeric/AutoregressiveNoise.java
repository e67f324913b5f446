package io.barnhand.gait.operators.gait.numeric;

/**
 * Stationary noise with a memory: its correlation over a time Δt is memory^(Δt / period). White
 * where the memory is 0. Its effect on an estimate that is linear in the samples gives that
 * estimate's standard error, which white noise would understate: the error of a keypoint lasts for
 * several frames.
 *
 * @param sd standard deviation, in the unit of the samples
 * @param memory correlation of neighbouring frames, below 1
 * @param period nominal distance of frames, s
 */
public record AutoregressiveNoise(double sd, double memory, double period) {

    /** Unknown noise: its effect on an estimate is NaN. */
    public static final AutoregressiveNoise UNKNOWN =
            new AutoregressiveNoise(Double.NaN, Double.NaN, Double.NaN);

    private static final double MIN_MEMORY = -0.4;
    private static final double MAX_MEMORY = 0.9;

    /** Pairs of frames farther apart than this many periods say nothing of the memory. */
    private static final double NEIGHBOURS = 1.5;

    /** A fit must leave this share of the noise, or there is nothing to estimate it from. */
    private static final double MIN_LEFT = 0.25;

    private static final int MIN_SAMPLES = 8;

    /**
     * From the residuals of a least-squares fit. A fit takes along the noise at the frequencies of
     * its columns, and slow noise has most of its power there; so the variance and the memory that
     * the residuals show are smaller than the noise's. Each column at angular frequency ω removes
     * the power (1 − ρ²) / (1 − 2ρ·cos ω + ρ²) of one sample, and the two are solved for what was
     * there before.
     *
     * @param t {@code [n]} s, ascending
     * @param residual {@code [n]}, NaN where absent
     * @param period nominal distance of frames, s
     * @param columns Hz, the frequency of each column of the fit
     * @return {@link #UNKNOWN} where there are too few residuals
     */
    public static AutoregressiveNoise of(
            double[] t, double[] residual, double period, double[] columns) {
        double squares = 0;
        double products = 0;
        int n = 0;
        int pairs = 0;
        int last = -1;
        for (int i = 0; i < t.length; i++) {
            if (Double.isNaN(residual[i])) {
                continue;
            }
            n++;
            squares += residual[i] * residual[i];
            if (last >= 0 && t[i] - t[last] < NEIGHBOURS * period) {
                pairs++;
                products += residual[i] * residual[last];
            }
            last = i;
        }
        if (n < MIN_SAMPLES || n <= columns.length || pairs == 0 || !(squares > 0)) {
            return UNKNOWN;
        }
        double seen = products / pairs / (squares / n);
        double memory = memory(seen, n, period, columns);
        double left = left(memory, n, period, columns);
        double variance = squares / n / Math.max(MIN_LEFT, left);
        return new AutoregressiveNoise(Math.sqrt(variance), memory, period);
    }

    public boolean known() {
        return !Double.isNaN(sd);
    }

    /** The same noise, taken to be at least as large as another value. */
    public AutoregressiveNoise atLeast(double min) {
        return min > sd ? new AutoregressiveNoise(min, memory, period) : this;
    }

    /** Variance of {@code Σ coefficient[i]·noise(t[i])}; zero coefficients are skipped. */
    public double variance(double[] t, double[] coefficient) {
        double sum = 0;
        double remembered = 0;
        double last = 0;
        double lastTime = Double.NaN;
        for (int i = 0; i < t.length; i++) {
            double c = coefficient[i];
            if (c == 0) {
                continue;
            }
            if (!Double.isNaN(lastTime)) {
                remembered = correlation(t[i] - lastTime) * (remembered + last);
            }
            sum += c * c + 2 * c * remembered;
            last = c;
            lastTime = t[i];
        }
        return sd * sd * Math.max(0, sum);
    }

    private double correlation(double distance) {
        if (memory > 0) {
            return Math.pow(memory, distance / period);
        }
        // Alternating noise has no meaning between frames; it ends with the neighbour.
        return distance < NEIGHBOURS * period ? memory : 0;
    }

    private static double memory(double seen, int n, double period, double[] columns) {
        double low = MIN_MEMORY;
        double high = MAX_MEMORY;
        for (int step = 0; step < 40; step++) {
            double middle = 0.5 * (low + high);
            double left = left(middle, n, period, columns);
            double neighbours = middle - taken(middle, n, period, columns, true);
            if (left < MIN_LEFT || neighbours / left > seen) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return 0.5 * (low + high);
    }

    private static double left(double memory, int n, double period, double[] columns) {
        return 1 - taken(memory, n, period, columns, false);
    }

    private static double taken(
            double memory, int n, double period, double[] columns, boolean neighbours) {
        double sum = 0;
        for (double column : columns) {
            double cos = Math.cos(2 * Math.PI * column * period);
            double power = (1 - memory * memory) / (1 - 2 * memory * cos + memory * memory);
            sum += neighbours ? power * cos : power;
        }
        return sum / n;
    }
}
