package io.barnhand.gait.operators.gait.rhythm;

import io.barnhand.gait.operators.gait.numeric.AutoregressiveNoise;
import io.barnhand.gait.operators.gait.numeric.LeastSquares;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * What a horse that does not keep time adds to the standard error of its stride frequency. A horse
 * varies its strides by about 2 % (gait reference, section 1.3), far more than the noise of the
 * points lets a frequency be off.
 *
 * <p>For each stride the hooves of all limbs say by how much they are ahead of their even curves.
 * If these delays stray from a straight line by more than noise does in one of a hundred even
 * horses (χ²), they are taken for a random walk: its step has the variance q of their differences
 * less noise, and the slope of a line through n steps of a random walk the variance 6·q/(5·n).
 */
public final class RhythmWander {

    /** A level that the measuring error alone exceeds once in a hundred. */
    private static final double CERTAIN = 0.99;

    private static final int MIN_STRIDES = 3;
    private static final double LINE_VARIANCE = 1.2;

    private RhythmWander() {}

    /**
     * Hz; 0 where the horse keeps time as far as the noise shows.
     *
     * @param noise see {@link StrideFrequency#noise}
     */
    public static double standardError(StrideFrequency rhythm, AutoregressiveNoise[][] noise) {
        double chiSquare = 0;
        int degrees = 0;
        double steps = 0;
        int differences = 0;
        for (int b = 0; b < rhythm.blocks().size(); b++) {
            List<double[]> delays = delays(rhythm.blocks().get(b), noise[b]);
            if (delays.size() < MIN_STRIDES) {
                continue;
            }
            double[] line = line(delays);
            for (int k = 0; k < delays.size(); k++) {
                double off = delays.get(k)[0] - line[0] - line[1] * k;
                chiSquare += off * off / delays.get(k)[1];
                if (k > 0) {
                    double step = delays.get(k)[0] - delays.get(k - 1)[0] - line[1];
                    steps += step * step - delays.get(k)[1] - delays.get(k - 1)[1];
                }
            }
            degrees += delays.size() - 2;
            differences += delays.size() - 2;
        }
        if (degrees == 0 || steps <= 0) {
            return 0;
        }
        if (chiSquare < ChiSquaredDistribution.of(degrees).inverseCumulativeProbability(CERTAIN)) {
            return 0;
        }
        double f = rhythm.value();
        return f * f * Math.sqrt(LINE_VARIANCE * steps / differences / rhythm.strides());
    }

    /** Delay and variance of each whole stride of a block, s and s². */
    private static List<double[]> delays(StrideFrequency.Block block, AutoregressiveNoise[] noise) {
        HarmonicFit fit = new HarmonicFit(block.signals());
        double f = block.frequency();
        fit.reweight(f);
        int strides = (int) Math.floor((block.to() - block.from()) * f);
        List<double[]> delays = new ArrayList<>();
        for (int k = 0; k < strides; k++) {
            double[] ahead = fit.ahead(f, block.from() + k / f, block.from() + (k + 1) / f, noise);
            if (Double.isNaN(ahead[0])) {
                return List.of();
            }
            delays.add(ahead);
        }
        return delays;
    }

    private static double[] line(List<double[]> delays) {
        LeastSquares line = new LeastSquares(2);
        line.clear();
        for (int k = 0; k < delays.size(); k++) {
            line.add(new double[] {1, k}, delays.get(k)[0], 1 / delays.get(k)[1]);
        }
        double[] solution = new double[2];
        line.solve(solution);
        return solution;
    }
}
