package io.barnhand.gait.operators.gait;

import io.barnhand.gait.operators.numeric.Jackknife;
import io.barnhand.gait.operators.numeric.Quantiles;
import java.util.ArrayList;
import java.util.List;

/**
 * Strides per second.
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
record StrideFrequency(
        double value, double periodicity, double strides, double residual, List<Block> blocks) {

    private static final double REFINE = 0.05;
    private static final double TOLERANCE = 1e-5;
    private static final double STRIDES_PER_BLOCK = 5;
    private static final int MIN_STRIDES_FOR_JACKKNIFE = 5;

    /**
     * A stretch with one frequency.
     *
     * @param signals its frames
     * @param from start, s
     * @param to end, s
     * @param frequency Hz
     */
    record Block(HoofSignals signals, double from, double to, double frequency) {

        double strides() {
            return signals.covered() * frequency;
        }

        /** Number of whole strides when the block is cut stride by stride. */
        int cuts() {
            return Math.max(1, (int) Math.round((to - from) * frequency));
        }

        /** The block without its k-th stride. */
        HoofSignals withoutStride(int k) {
            double length = (to - from) / cuts();
            return signals.without(from + k * length, from + (k + 1) * length);
        }
    }

    /** Returns null where the hooves show no peak at all. */
    static StrideFrequency of(HoofSignals signals) {
        HoofAutocorrelation.Peak peak = new HoofAutocorrelation(signals).stride();
        return peak == null ? null : of(signals, peak);
    }

    /** The same from a given peak of the autocorrelation; null where no limb can be fitted. */
    static StrideFrequency of(HoofSignals signals, HoofAutocorrelation.Peak peak) {
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
            return null;
        }
        double value = strides / covered;
        return new StrideFrequency(
                value,
                peak.height(),
                strides,
                Math.sqrt(squaredResidual / strides),
                List.copyOf(blocks));
    }

    private static double refine(HarmonicFit fit, double first) {
        double f = first;
        if (Double.isNaN(fit.cost(f))) {
            return Double.NaN;
        }
        // The second round sees the outliers of the first; the third starts from a better centre.
        for (int round = 0; round < 3; round++) {
            f = fit.refine(f * (1 - REFINE), f * (1 + REFINE), TOLERANCE);
            fit.reweight(f);
        }
        return f;
    }

    /**
     * Standard error of the value, Hz: from five strides the jackknife over strides; below that
     * from the curvature of the fit's cost, which takes the residuals as stationary with the
     * lag-one autocorrelation that they show.
     */
    double standardError() {
        return strides >= MIN_STRIDES_FOR_JACKKNIFE ? jackknife() : curvatureError();
    }

    private double jackknife() {
        List<Double> values = new ArrayList<>();
        double covered = strides / value;
        for (Block block : blocks) {
            double share = block.signals().covered() / covered;
            for (int k = 0; k < block.cuts(); k++) {
                HarmonicFit fit = new HarmonicFit(block.withoutStride(k));
                fit.reweight(block.frequency());
                double f =
                        fit.refine(
                                block.frequency() * (1 - REFINE),
                                block.frequency() * (1 + REFINE),
                                TOLERANCE);
                values.add(share * (f - block.frequency()));
            }
        }
        return Jackknife.standardError(values);
    }

    /** SE² = 2σ² / (d²S/df²), with S the weighted sum of squares, scaled by its own weights. */
    private double curvatureError() {
        Block block = blocks.get(0);
        HarmonicFit fit = new HarmonicFit(block.signals());
        fit.reweight(block.frequency());
        double f = block.frequency();
        double step = 0.01 * f;
        double curvature =
                (fit.cost(f - step) - 2 * fit.cost(f) + fit.cost(f + step)) / (step * step);
        double[][] residuals = fit.residuals(f);
        double squares = 0;
        double products = 0;
        double weights = 0;
        int n = 0;
        for (int l = 0; l < Limb.COUNT; l++) {
            for (int i = 0; i < residuals[l].length; i++) {
                double r = residuals[l][i];
                if (Double.isNaN(r)) {
                    continue;
                }
                n++;
                weights += block.signals().weight()[l][i];
                squares += r * r;
                if (i > 0 && !Double.isNaN(residuals[l][i - 1])) {
                    products += r * residuals[l][i - 1];
                }
            }
        }
        int free = n - 4 * 8;
        if (!(curvature > 0) || free < 8 || !(squares > 0)) {
            return Double.NaN;
        }
        double correlation = Math.min(0.9, Math.max(0, products / squares));
        double inflation = (1 + correlation) / (1 - correlation);
        return Math.sqrt(2 * squares / free * (weights / n) / curvature * inflation);
    }

    private static double[] flatten(double[][] rows) {
        double[] all = new double[rows.length * rows[0].length];
        for (int i = 0; i < rows.length; i++) {
            System.arraycopy(rows[i], 0, all, i * rows[0].length, rows[0].length);
        }
        return all;
    }
}
