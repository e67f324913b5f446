package io.barnhand.gait.operators.gait.body;

import io.barnhand.gait.models.keypoints.Ap10k;
import io.barnhand.gait.operators.gait.footfall.Footfalls;
import io.barnhand.gait.operators.gait.footfall.GroundLine;
import io.barnhand.gait.operators.gait.numeric.Ascending;
import io.barnhand.gait.operators.gait.numeric.HarmonicCycle;
import io.barnhand.gait.operators.gait.rhythm.StrideFrequency;
import io.barnhand.gait.operators.gait.signal.BodyScale;
import io.barnhand.gait.operators.gait.signal.TrackSamples;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * How the trunk lies and moves (gait reference, section 2.10): the inclination of Neck above
 * Root_of_tail over the ground line, nose up positive, as the mean over whole strides (a median
 * would hang on where in the stride the window ends); its amplitude at the stride frequency, the
 * pitching of canter and gallop; and how well the trunk's vertical movement repeats.
 */
final class TrunkAttitude {

    private static final int HARMONICS = 3;

    private final double[] t;
    private final double[] inclination;
    private final double[] height;
    private final double slopeError;
    private final double period;

    private TrunkAttitude(
            double[] t, double[] inclination, double[] height, double slopeError, double period) {
        this.slopeError = slopeError;
        this.t = t;
        this.inclination = inclination;
        this.height = height;
        this.period = period;
    }

    static TrunkAttitude of(
            TrackSamples samples, BodyScale scale, GroundLine ground, int facing, double period) {
        int n = samples.frames();
        double[] inclination = new double[n];
        double[] height = new double[n];
        double uphill = Math.toDegrees(Math.atan(facing * ground.slope()));
        for (int i = 0; i < n; i++) {
            double dx = facing * (samples.x()[Ap10k.NECK][i] - samples.x()[Ap10k.TAIL][i]);
            double dy = samples.y()[Ap10k.TAIL][i] - samples.y()[Ap10k.NECK][i];
            inclination[i] = Math.toDegrees(Math.atan2(dy, dx)) - uphill;
            double x = 0.5 * (samples.x()[Ap10k.NECK][i] + samples.x()[Ap10k.TAIL][i]);
            double y = 0.5 * (samples.y()[Ap10k.NECK][i] + samples.y()[Ap10k.TAIL][i]);
            height[i] = ground.height(x, y) / scale.bodyLength()[i];
        }
        return new TrunkAttitude(
                samples.t(), inclination, height, Math.toDegrees(ground.slopeError()), period);
    }

    /** Mean inclination over whole strides, degrees. */
    Footfalls.Estimate inclination(List<StrideFrequency.Block> blocks) {
        double sum = 0;
        double variance = 0;
        double weights = 0;
        for (StrideFrequency.Block block : blocks) {
            Optional<HarmonicCycle> found = cycle(block);
            if (found.isPresent()) {
                HarmonicCycle cycle = found.get();
                sum += block.strides() * cycle.level();
                variance += Math.pow(block.strides() * cycle.levelError(), 2);
                weights += block.strides();
            }
        }
        return new Footfalls.Estimate(
                sum / weights, Math.hypot(Math.sqrt(variance) / weights, slopeError));
    }

    /** Amplitude at the stride frequency, degrees, freed of what noise adds to it: A² − 2·SE². */
    Footfalls.Estimate pitch(List<StrideFrequency.Block> blocks) {
        double sum = 0;
        double variance = 0;
        double weights = 0;
        for (StrideFrequency.Block block : blocks) {
            Optional<HarmonicCycle> found = cycle(block);
            if (found.isPresent()) {
                HarmonicCycle cycle = found.get();
                double error = cycle.amplitudeError();
                double square = cycle.amplitude() * cycle.amplitude() - 2 * error * error;
                sum += block.strides() * Math.sqrt(Math.max(0, square));
                variance += Math.pow(block.strides() * error, 2);
                weights += block.strides();
            }
        }
        return new Footfalls.Estimate(sum / weights, Math.sqrt(variance) / weights);
    }

    /** Correlation of the trunk's height with itself one stride later, −1..1, or NaN. */
    double regularity(List<StrideFrequency.Block> blocks) {
        double product = 0;
        double early = 0;
        double late = 0;
        for (StrideFrequency.Block block : blocks) {
            double[] times = between(t, block);
            double[] values = Ascending.withoutLine(times, between(height, block));
            int j = 0;
            for (int i = 0; i < times.length; i++) {
                double wanted = times[i] + 1 / block.frequency();
                while (j < times.length && times[j] < wanted) {
                    j++;
                }
                if (j == times.length) {
                    break;
                }
                double share = j == 0 ? 0 : (wanted - times[j - 1]) / (times[j] - times[j - 1]);
                double later =
                        j == 0 ? values[0] : values[j - 1] + share * (values[j] - values[j - 1]);
                if (!Double.isNaN(later) && !Double.isNaN(values[i])) {
                    product += values[i] * later;
                    early += values[i] * values[i];
                    late += later * later;
                }
            }
        }
        return early > 0 && late > 0 ? product / Math.sqrt(early * late) : Double.NaN;
    }

    private Optional<HarmonicCycle> cycle(StrideFrequency.Block block) {
        double[] times = between(t, block);
        double[] even = new double[times.length];
        Arrays.fill(even, 1);
        return times.length < 2
                ? Optional.empty()
                : HarmonicCycle.fit(
                        times,
                        between(inclination, block),
                        even,
                        block.frequency(),
                        HARMONICS,
                        period);
    }

    /** The samples of a block. */
    private double[] between(double[] values, StrideFrequency.Block block) {
        return Arrays.copyOfRange(
                values, Ascending.lowerBound(t, block.from()), Ascending.lowerBound(t, block.to()));
    }
}
