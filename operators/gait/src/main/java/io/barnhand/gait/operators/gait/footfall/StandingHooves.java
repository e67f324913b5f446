package io.barnhand.gait.operators.gait.footfall;

import io.barnhand.gait.operators.gait.numeric.LeastSquares;
import io.barnhand.gait.operators.gait.numeric.Quantiles;
import io.barnhand.gait.operators.records.Limb;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The hooves while the {@linkplain Footfalls folds} say that they stand: whether the ground moves
 * under them, how still they are, and how far each stride takes them. Only the middle of a stance
 * counts (its first and last fifth are left out), where every swing leaves the hoof alone.
 *
 * @param drift velocity of the standing hooves, BL/s: 0 for a static camera, −v on a treadmill or
 *     where the camera follows
 * @param slip median over contacts of the SD of a hoof's place, BL; about the keypoint noise where
 *     all is well (gait reference, section 2.13), or NaN without a contact of four frames
 * @param places of all contacts with two frames
 */
public record StandingHooves(double drift, double slip, List<StandingPlace> places) {

    private static final double LEFT_OUT = 0.2;
    private static final int MIN_FRAMES_SLOPE = 3;
    private static final int MIN_FRAMES_SPREAD = 4;

    /** Samples farther than this from the contact's median are another limb's, BL. */
    private static final double STRAY = 0.10;

    /** The median of few correlated frames is this much less certain than their mean. */
    private static final double CONTACT_ERROR = 1.25;

    /**
     * Where a hoof stood.
     *
     * @param limb whose
     * @param on hoof-on by the fold, s
     * @param x mean place, BL
     * @param frames it rests on
     */
    record StandingPlace(Limb limb, double on, double x, int frames) {}

    /**
     * @param track hooves over the ground
     */
    public static StandingHooves of(GroundTrack track, Footfalls footfalls) {
        List<Stand> stands = new ArrayList<>();
        for (Limb limb : Limb.values()) {
            if (footfalls.known(limb)) {
                for (Footfalls.Contact contact : footfalls.contacts(limb)) {
                    stand(track, contact).ifPresent(stands::add);
                }
            }
        }
        return new StandingHooves(
                drift(stands),
                Quantiles.median(stands.stream().mapToDouble(Stand::spread).toArray()),
                stands.stream().map(Stand::place).toList());
    }

    /**
     * A contact and its samples.
     *
     * @param slope median of the slopes between its samples, BL/s, NaN below three samples
     * @param spread SD about that slope, BL, NaN below four samples
     */
    private record Stand(
            StandingPlace place, double[] t, double[] x, double slope, double spread) {}

    private static Optional<Stand> stand(GroundTrack track, Footfalls.Contact contact) {
        double[] x = track.x()[contact.limb().ordinal()];
        double cut = LEFT_OUT * (contact.off() - contact.on());
        double[] t = track.t();
        double[] inside = new double[t.length];
        double[] times = new double[t.length];
        int n = 0;
        for (int i = 0; i < t.length && t[i] < contact.off() - cut; i++) {
            if (t[i] > contact.on() + cut && !Double.isNaN(x[i])) {
                times[n] = t[i];
                inside[n++] = x[i];
            }
        }
        if (n < 2) {
            return Optional.empty();
        }
        double slope = medianSlope(times, inside, n);
        double[] level = new double[n];
        for (int i = 0; i < n; i++) {
            level[i] = inside[i] - slope * (times[i] - times[0]);
        }
        double middle = Quantiles.median(level);
        double place = 0;
        double sum = 0;
        double squares = 0;
        int used = 0;
        for (int i = 0; i < n; i++) {
            double d = level[i] - middle;
            if (Math.abs(d) < STRAY) {
                times[used] = times[i];
                inside[used++] = inside[i];
                place += inside[i];
                sum += d;
                squares += d * d;
            }
        }
        return Optional.of(
                new Stand(
                        new StandingPlace(contact.limb(), contact.on(), place / used, used),
                        Arrays.copyOf(times, used),
                        Arrays.copyOf(inside, used),
                        used < MIN_FRAMES_SLOPE ? Double.NaN : slope,
                        used < MIN_FRAMES_SPREAD
                                ? Double.NaN
                                : Math.sqrt((squares - sum * sum / used) / (used - 2))));
    }

    /**
     * One slope of all contacts by least squares about the place of each; contacts whose own slope
     * is far from the median of all are a swing that the fold took for a stance.
     */
    private static double drift(List<Stand> stands) {
        double[] slopes = stands.stream().mapToDouble(Stand::slope).toArray();
        double median = Quantiles.median(slopes);
        double[] apart = Arrays.stream(slopes).map(s -> s - median).toArray();
        double reach = 3 * Quantiles.robustSd(apart);
        double products = 0;
        double squares = 0;
        for (Stand stand : stands) {
            if (Math.abs(stand.slope() - median) <= reach) {
                double middle = Arrays.stream(stand.t()).average().orElseThrow();
                for (int i = 0; i < stand.t().length; i++) {
                    products += (stand.t()[i] - middle) * stand.x()[i];
                    squares += (stand.t()[i] - middle) * (stand.t()[i] - middle);
                }
            }
        }
        return squares > 0 ? products / squares : Double.NaN;
    }

    private static double medianSlope(double[] t, double[] x, int n) {
        double[] slopes = new double[n * (n - 1) / 2];
        int k = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                slopes[k++] = (x[i] - x[j]) / (t[i] - t[j]);
            }
        }
        return Quantiles.median(slopes);
    }

    /**
     * Way of a hoof from one stance to the next, BL: the slope of its places over the number of the
     * stride, which uses every contact and not just the outer ones.
     *
     * @param noise SD of a hoof's place in one frame, BL
     * @param memory frames over which that noise lasts, as the inflation of a mean's variance
     * @return NaN values below two strides
     */
    Footfalls.Estimate strideLength(Limb limb, double frequency, double noise, double memory) {
        List<StandingPlace> own = places.stream().filter(p -> p.limb() == limb).toList();
        if (own.size() < 3) {
            return Footfalls.Estimate.UNKNOWN;
        }
        LeastSquares line = new LeastSquares(2);
        line.clear();
        double start = own.get(0).on();
        double meanNumber = 0;
        for (StandingPlace place : own) {
            double number = Math.rint((place.on() - start) * frequency);
            meanNumber += number / own.size();
            line.add(new double[] {1, number}, place.x(), 1);
        }
        double[] solution = new double[2];
        if (!line.solve(solution)) {
            return Footfalls.Estimate.UNKNOWN;
        }
        double variance = 0;
        double spread = 0;
        for (StandingPlace place : own) {
            double d = Math.rint((place.on() - start) * frequency) - meanNumber;
            double ofPlace =
                    CONTACT_ERROR
                            * CONTACT_ERROR
                            * noise
                            * noise
                            * Math.min(1, memory / place.frames());
            variance += d * d * ofPlace;
            spread += d * d;
        }
        return new Footfalls.Estimate(solution[1], Math.sqrt(variance) / spread);
    }

    /** Where a hoof stood in the contact that begins near a time, BL, or NaN. */
    public double placeNear(Limb limb, double on, double stride) {
        for (StandingPlace place : places) {
            if (place.limb() == limb && Math.abs(place.on() - on) < 0.3 * stride) {
                return place.x();
            }
        }
        return Double.NaN;
    }
}
