package io.barnhand.gait.operators.gait.body;

import io.barnhand.gait.operators.gait.footfall.Footfalls;
import io.barnhand.gait.operators.gait.numeric.HarmonicCycle;
import io.barnhand.gait.operators.gait.signal.TrackSamples;
import java.util.Arrays;

/**
 * Angles at the joints of a limb in the picture, and how far they move (gait reference, section
 * 2.9). The range of motion is the peak-to-peak of the mean cycle, a fit of six harmonics at the
 * known frequency, less what noise adds to its extremes: the range of the raw angle would be
 * inflated by 4–22°. Sharp flexion loses some of it (6° at the carpus in walk).
 */
final class JointAngles {

    private static final int HARMONICS = 6;

    /** A flexion and an extension need at least this many. */
    private static final int MIN_HARMONICS = 3;

    private JointAngles() {}

    /**
     * {@code [n]} angle at B of A–B–C, degrees 0..180, NaN where one of them is not seen.
     *
     * @param a keypoint
     * @param b keypoint at the joint
     * @param c keypoint
     */
    static double[] angle(TrackSamples samples, int a, int b, int c) {
        double[] angle = new double[samples.frames()];
        for (int i = 0; i < angle.length; i++) {
            double ux = samples.x()[a][i] - samples.x()[b][i];
            double uy = samples.y()[a][i] - samples.y()[b][i];
            double wx = samples.x()[c][i] - samples.x()[b][i];
            double wy = samples.y()[c][i] - samples.y()[b][i];
            angle[i] = Math.toDegrees(Math.abs(Math.atan2(ux * wy - uy * wx, ux * wx + uy * wy)));
        }
        return angle;
    }

    /**
     * Peak-to-peak of the mean cycle in a stretch of one frequency, degrees.
     *
     * @return NaN values where the stretch is too short
     */
    static Footfalls.Estimate range(double[] t, double[] angle, double frequency, double period) {
        double[] even = new double[t.length];
        Arrays.fill(even, 1);
        if (t.length < 2) {
            return Footfalls.Estimate.UNKNOWN;
        }
        return HarmonicCycle.fit(t, angle, even, frequency, HARMONICS, period)
                .filter(cycle -> cycle.harmonics() >= MIN_HARMONICS)
                .map(JointAngles::range)
                .orElse(Footfalls.Estimate.UNKNOWN);
    }

    private static Footfalls.Estimate range(HarmonicCycle cycle) {
        double high = cycle.highest(0, 1);
        double low = cycle.lowest(0, 1);
        double inflation = cycle.extremeInflation(high) + cycle.extremeInflation(low);
        return new Footfalls.Estimate(
                cycle.cycleAt(high)
                        - cycle.cycleAt(low)
                        - (Double.isNaN(inflation) ? 0 : inflation),
                cycle.differenceError(high, low));
    }
}
