package io.barnhand.gait.operators.gait.rhythm;

import io.barnhand.gait.operators.gait.numeric.AutoregressiveNoise;
import io.barnhand.gait.operators.gait.numeric.Quantiles;
import io.barnhand.gait.operators.gait.signal.HoofSignals;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Strides per second (gait reference, section 2.2).
 *
 * <p>A first value comes from the {@linkplain HoofAutocorrelation autocorrelation} of the hooves'
 * excursions, searched in 0.5–3.2 Hz; a {@linkplain HarmonicFit fit of three harmonics} to the
 * unevenly timed samples refines it within ±5 %. A long pass is refined in blocks of about five
 * strides, because a horse does not keep its rhythm to a fraction of a percent, and the blocks are
 * averaged by the strides in them.
 *
 * <p>Minimum: two strides, or a peak known from elsewhere. Precision: 0.03–0.1 % on a stationary
 * synthetic track of 2–4 s; on real horses 1–2 %, as they are not stationary. Failure: left and
 * right limbs exchanged for long (peak at 2f), speed changing by more than 10 %, standing.
 *
 * @param value Hz
 * @param periodicity height of the autocorrelation's peak, 0..1
 * @param strides in the frames used
 * @param residual robust SD of the hooves about the harmonic curve, BL
 * @param blocks stretches of about five strides, each with its own frequency
 */
public record StrideFrequency(
        double value, double periodicity, double strides, double residual, List<Block> blocks) {

    private static final double REFINE = 0.05;
    private static final double TOLERANCE = 1e-5;

    /** Precise enough to find the outliers. */
    private static final double ROUGH = 2e-3;

    private static final double STRIDES_PER_BLOCK = 5;

    /**
     * A stretch with one frequency.
     *
     * @param signals its frames
     * @param from start, s
     * @param to end, s
     * @param frequency Hz
     */
    public record Block(HoofSignals signals, double from, double to, double frequency) {

        public double strides() {
            return signals.covered() * frequency;
        }
    }

    /** Empty where the hooves show no peak at all. */
    static Optional<StrideFrequency> of(HoofSignals signals) {
        return new HoofAutocorrelation(signals).stride().flatMap(peak -> of(signals, peak));
    }

    /** The same from a given peak of the autocorrelation; empty where no limb can be fitted. */
    static Optional<StrideFrequency> of(HoofSignals signals, HoofAutocorrelation.Peak peak) {
        double start = signals.t()[0];
        double end = Math.nextUp(signals.t()[signals.frames() - 1]);
        double first = 1 / peak.lag();
        int count = (int) Math.max(1, Math.round((end - start) * first / STRIDES_PER_BLOCK));
        List<Block> blocks = new ArrayList<>();
        double strides = 0;
        double covered = 0;
        double squaredResidual = 0;
        for (int b = 0; b < count; b++) {
            double from = start + (end - start) * b / count;
            double to = b == count - 1 ? end : start + (end - start) * (b + 1) / count;
            HoofSignals part = signals.between(from, to);
            HarmonicFit fit = new HarmonicFit(part);
            double f = refine(fit, first);
            if (Double.isNaN(f)) {
                continue;
            }
            Block block = new Block(part, from, to, f);
            blocks.add(block);
            strides += block.strides();
            covered += part.covered();
            double residual = Quantiles.robustSd(flatten(fit.residuals(f)));
            squaredResidual += block.strides() * residual * residual;
        }
        if (!(covered > 0)) {
            return Optional.empty();
        }
        double value = strides / covered;
        return Optional.of(
                new StrideFrequency(
                        value,
                        peak.height(),
                        strides,
                        Math.sqrt(squaredResidual / strides),
                        List.copyOf(blocks)));
    }

    private static double refine(HarmonicFit fit, double first) {
        double f = first;
        if (Double.isNaN(fit.cost(f))) {
            return Double.NaN;
        }
        // The second round sees the outliers of the first; the third starts from a better centre.
        for (int round = 0; round < 3; round++) {
            double tolerance = round < 2 ? ROUGH : TOLERANCE;
            f = fit.refine(f * (1 - REFINE), f * (1 + REFINE), tolerance);
            fit.reweight(f);
        }
        return f;
    }

    /** {@code [blocks][4]} of the hooves about their curves. */
    public AutoregressiveNoise[][] noise() {
        AutoregressiveNoise[][] noise = new AutoregressiveNoise[blocks.size()][];
        for (int b = 0; b < noise.length; b++) {
            noise[b] = HoofNoise.of(blocks.get(b).signals(), blocks.get(b).frequency());
        }
        return noise;
    }

    /**
     * Standard error of the value, Hz, from the noise of the hooves about each block's curve, taken
     * as stationary with the memory that it shows. Below 40 strides the scatter between blocks says
     * too little; from there on it is used where it is larger, as real horses are not stationary.
     *
     * @param noise see {@link #noise}
     */
    public double standardError(AutoregressiveNoise[][] noise) {
        double covered = strides / value;
        double variance = 0;
        List<Double> changes = new ArrayList<>();
        for (int b = 0; b < blocks.size(); b++) {
            Block block = blocks.get(b);
            double share = block.signals().covered() / covered;
            HarmonicFit fit = new HarmonicFit(block.signals());
            fit.reweight(block.frequency());
            double error = fit.frequencyError(block.frequency(), noise[b]);
            variance += share * share * error * error;
            changes.add(block.frequency());
        }
        return BlockScatter.atLeast(Math.sqrt(variance), changes);
    }

    private static double[] flatten(double[][] rows) {
        double[] all = new double[rows.length * rows[0].length];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(rows[i], 0, all, i * rows[0].length, rows[0].length);
        }
        return all;
    }
}
