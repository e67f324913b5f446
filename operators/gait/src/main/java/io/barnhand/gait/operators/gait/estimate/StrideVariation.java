package io.barnhand.gait.operators.gait.estimate;

import io.barnhand.gait.operators.gait.measurement.GaitFlag;
import io.barnhand.gait.operators.gait.measurement.Metric;
import io.barnhand.gait.operators.gait.measurement.StrideRecord;
import io.barnhand.gait.operators.gait.numeric.Quantiles;
import io.barnhand.gait.operators.records.Limb;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;
import org.jspecify.annotations.Nullable;

/**
 * Variation of the stride duration with the measuring error removed: CV² = CV_obs² − CV_floor²
 * (gait reference, section 2.10), of each limb, then the mean of CV² over the limbs.
 *
 * <p>Durations are compared with the mean of their own pass, so that a horse that walks faster
 * today is not called irregular, and strides are left out that are not within 15 % of the median
 * speed. A stride duration has the errors of two events, 2·e²; strides that follow each other share
 * one, which makes n of them in a row vary by 2·e²·(n + 1)/n about their mean.
 *
 * <p>The interval is that of a variance, χ². The horse's stride varies alike for all limbs, and
 * each limb adds errors; the degrees of freedom are the ones with which the variance of the mean
 * over limbs, (2/df)·(CV⁴ + (2·CV²·F² + a·F⁴)/limbs) for a floor F, is that of χ². The shared
 * events make the a, see {@link #alternation}.
 *
 * @param cvPct metric, %
 * @param floorPct what the measuring error alone would give, %, or null
 */
public record StrideVariation(Metric cvPct, @Nullable Double floorPct) {

    /** Eight strides about a mean. */
    private static final int MIN_DEGREES = 7;

    private static final double SIMILAR_SPEED = 0.15;
    private static final double TAIL = 0.025;

    /**
     * Of one limb.
     *
     * @param n strides
     * @param degrees of freedom, strides less passes
     * @param observed squared CV
     * @param floor squared CV from the events' errors
     * @param alternation see {@link #alternation}
     */
    private record OfLimb(int n, int degrees, double observed, double floor, double alternation) {}

    /**
     * @param strides of one horse, gait and camera, of any passes, in order of their time
     */
    public static StrideVariation of(Collection<StrideRecord> strides) {
        List<OfLimb> limbs = new ArrayList<>();
        int max = 0;
        for (Limb limb : Limb.values()) {
            OfLimb one =
                    of(
                            similar(
                                    strides.stream()
                                            .filter(s -> s.limb().equals(limb.name()))
                                            .filter(s -> !Double.isNaN(eventError(s)))
                                            .toList()));
            max = Math.max(max, one.n());
            if (one.degrees() >= MIN_DEGREES) {
                limbs.add(one);
            }
        }
        return limbs.isEmpty()
                ? new StrideVariation(Metric.absent(max, List.of(GaitFlag.LOW_STRIDES)), null)
                : combined(limbs);
    }

    /** Strides near the median speed; where a speed is not known, its stride stays. */
    private static List<StrideRecord> similar(List<StrideRecord> strides) {
        double median =
                Quantiles.median(strides.stream().mapToDouble(StrideVariation::speed).toArray());
        return strides.stream()
                .filter(s -> !(Math.abs(speed(s) - median) >= SIMILAR_SPEED * median))
                .toList();
    }

    private static double speed(StrideRecord stride) {
        return orNaN(stride.speedBlS());
    }

    private static double eventError(StrideRecord stride) {
        return orNaN(stride.eventErrorS());
    }

    private static double orNaN(@Nullable Double value) {
        return value == null ? Double.NaN : value;
    }

    private static OfLimb of(List<StrideRecord> strides) {
        Map<String, List<StrideRecord>> passes = new LinkedHashMap<>();
        double durations = 0;
        double errors = 0;
        for (StrideRecord stride : strides) {
            String pass =
                    stride.recording() + '\n' + stride.trackId() + '\n' + stride.passStartUs();
            passes.computeIfAbsent(pass, p -> new ArrayList<>()).add(stride);
            durations += stride.strideS();
            errors += Math.pow(eventError(stride), 2);
        }
        int n = strides.size();
        double squares = 0;
        double errorSquares = 0;
        for (List<StrideRecord> pass : passes.values()) {
            squares += squares(pass);
            errorSquares += 2 * errors / n * (pass.size() - (double) runs(pass) / pass.size());
        }
        int degrees = n - passes.size();
        double unit = degrees * Math.pow(durations / n, 2);
        return new OfLimb(
                n,
                degrees,
                squares / unit,
                errorSquares / unit,
                alternation((double) n / passes.size()));
    }

    /**
     * How much more a variance varies because an event too late makes one stride long and the next
     * short: for n durations in a row, with P taking out their mean and S having 2 on the diagonal
     * and −1 beside it, tr((PS)²)·(n − 1)/tr(PS)². From 1 for two to 1.5 for many.
     */
    private static double alternation(double n) {
        double squares = 6 * n - 2 - 4 / n + 4 / (n * n);
        double trace = 2 * (n - 1) * (n + 1) / n;
        return squares * (n - 1) / (trace * trace);
    }

    /** About the pass's mean. */
    private static double squares(List<StrideRecord> pass) {
        double mean = pass.stream().mapToDouble(StrideRecord::strideS).average().orElseThrow();
        return pass.stream().mapToDouble(s -> Math.pow(s.strideS() - mean, 2)).sum();
    }

    /** Rows of strides in which each begins with the event that ends the one before. */
    private static int runs(List<StrideRecord> pass) {
        int runs = 1;
        for (int k = 1; k < pass.size(); k++) {
            if (pass.get(k).onUs() != pass.get(k - 1).nextOnUs()) {
                runs++;
            }
        }
        return runs;
    }

    private static StrideVariation combined(List<OfLimb> limbs) {
        double observed = limbs.stream().mapToDouble(OfLimb::observed).average().orElseThrow();
        double floor = limbs.stream().mapToDouble(OfLimb::floor).average().orElseThrow();
        double degrees = limbs.stream().mapToInt(OfLimb::degrees).average().orElseThrow();
        int n = limbs.stream().mapToInt(OfLimb::n).min().orElseThrow();
        double floorPct = 100 * Math.sqrt(floor);
        double square = observed - floor;
        if (!(square > 0)) {
            return new StrideVariation(Metric.absent(n, List.of(GaitFlag.BELOW_NOISE)), floorPct);
        }
        double alternation = limbs.stream().mapToDouble(OfLimb::alternation).max().orElseThrow();
        double ofLimbs = (2 * square * floor + alternation * floor * floor) / limbs.size();
        double effective = degrees * observed * observed / (square * square + ofLimbs);
        double scaled = observed * effective;
        ChiSquaredDistribution chiSquared = ChiSquaredDistribution.of(effective);
        Metric cv =
                new Metric(
                        100 * Math.sqrt(square),
                        null,
                        percent(scaled / chiSquared.inverseSurvivalProbability(TAIL) - floor),
                        percent(scaled / chiSquared.inverseCumulativeProbability(TAIL) - floor),
                        n,
                        List.of());
        return new StrideVariation(cv, floorPct);
    }

    private static double percent(double square) {
        return 100 * Math.sqrt(Math.max(0, square));
    }
}
