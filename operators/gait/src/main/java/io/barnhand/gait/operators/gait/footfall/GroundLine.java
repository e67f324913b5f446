package io.barnhand.gait.operators.gait.footfall;

import io.barnhand.gait.operators.gait.numeric.LeastSquares;
import io.barnhand.gait.operators.gait.numeric.Quantiles;
import io.barnhand.gait.operators.gait.signal.BodyScale;
import io.barnhand.gait.operators.gait.signal.TrackSamples;
import io.barnhand.gait.operators.records.Limb;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The line in the picture on which the near hooves stand; the far ones stand on a parallel one.
 * Heights are counted from it, so that a camera that leans, or a floor that runs uphill through the
 * picture, does not enter them (gait reference, section 3.1).
 *
 * <p>Fitted to the place of every contact: the pairs of contacts on one side propose a slope, the
 * slope with most contacts within 3 % of a body length wins, and least squares over those gives
 * slope and both offsets. Level where the contacts span less than a body length.
 */
public final class GroundLine {

    private static final double TOLERANCE = 0.03;
    private static final double STEEPEST = 0.35;

    /** Pairs of so many contacts propose; more do not make a line better. */
    private static final int PROPOSERS = 24;

    private static final int MIN_CONTACTS = 4;

    private final double slope;
    private final double slopeError;
    private final double near;
    private final double far;

    private GroundLine(double slope, double slopeError, double near, double far) {
        this.slope = slope;
        this.slopeError = slopeError;
        this.near = near;
        this.far = far;
    }

    /** A contact's place in the picture, px, y up. */
    private record Spot(double x, double y, boolean far) {}

    /**
     * @param footfalls when hooves stand
     * @param facing +1 where the horse faces the right of the image
     * @return empty where fewer than four contacts were seen
     */
    public static Optional<GroundLine> of(
            TrackSamples samples, BodyScale scale, Footfalls footfalls, int facing) {
        List<Spot> spots = new ArrayList<>();
        for (Limb limb : Limb.values()) {
            if (footfalls.known(limb)) {
                for (Footfalls.Contact contact : footfalls.contacts(limb)) {
                    add(samples, contact, limb.left() == facing > 0, spots);
                }
            }
        }
        if (spots.size() < MIN_CONTACTS) {
            return Optional.empty();
        }
        double unit = scale.passValue();
        double left = spots.stream().mapToDouble(Spot::x).min().orElseThrow();
        double right = spots.stream().mapToDouble(Spot::x).max().orElseThrow();
        double proposed = right - left < unit ? 0 : propose(spots, TOLERANCE * unit);
        return Optional.of(refine(spots, proposed, TOLERANCE * unit, right - left < unit));
    }

    /** Picture slope, positive where the ground rises towards the right of the image. */
    public double slope() {
        return slope;
    }

    /** Standard error of the slope, from the scatter of the contacts; 0 where it was set level. */
    public double slopeError() {
        return slopeError;
    }

    /** Height of a point above the line of the near hooves, px. */
    public double height(double x, double y) {
        return (-y - near - slope * x) / Math.sqrt(1 + slope * slope);
    }

    /** How much higher in the picture the far hooves stand, px. */
    double farOffset() {
        return far - near;
    }

    private static void add(
            TrackSamples samples, Footfalls.Contact contact, boolean far, List<Spot> spots) {
        double cut = 0.2 * (contact.off() - contact.on());
        List<Double> x = new ArrayList<>();
        List<Double> y = new ArrayList<>();
        for (int i = 0; i < samples.frames() && samples.t()[i] < contact.off() - cut; i++) {
            if (samples.t()[i] > contact.on() + cut && samples.present(contact.limb().hoof, i)) {
                x.add(samples.x()[contact.limb().hoof][i]);
                y.add(-samples.y()[contact.limb().hoof][i]);
            }
        }
        if (x.size() >= 2) {
            spots.add(new Spot(median(x), median(y), far));
        }
    }

    private static double propose(List<Spot> spots, double tolerance) {
        int step = Math.max(1, spots.size() / PROPOSERS);
        double best = 0;
        int bestCount = inliers(spots, 0, tolerance).size();
        for (int i = 0; i < spots.size(); i += step) {
            for (int j = 0; j < i; j += step) {
                Spot a = spots.get(i);
                Spot b = spots.get(j);
                double slope = (a.y() - b.y()) / (a.x() - b.x());
                if (a.far() == b.far() && Math.abs(slope) < STEEPEST) {
                    int count = inliers(spots, slope, tolerance).size();
                    if (count > bestCount) {
                        bestCount = count;
                        best = slope;
                    }
                }
            }
        }
        return best;
    }

    /** The contacts within the tolerance of a slope's two lines, each through its own median. */
    private static List<Spot> inliers(List<Spot> spots, double slope, double tolerance) {
        double[] level = {level(spots, slope, false), level(spots, slope, true)};
        return spots.stream()
                .filter(s -> Math.abs(s.y() - slope * s.x() - level[s.far() ? 1 : 0]) < tolerance)
                .toList();
    }

    private static GroundLine refine(
            List<Spot> spots, double slope, double tolerance, boolean level) {
        double refined = slope;
        double error = 0;
        if (!level) {
            LeastSquares line = new LeastSquares(3);
            line.clear();
            List<Spot> used = inliers(spots, slope, tolerance);
            double centre = used.stream().mapToDouble(Spot::x).average().orElse(0);
            double scale = used.stream().mapToDouble(s -> Math.abs(s.x() - centre)).max().orElse(1);
            for (Spot s : used) {
                line.add(row(s, centre, scale), s.y(), 1);
            }
            double[] solution = new double[3];
            if (line.solve(solution)) {
                refined = solution[0] / scale;
                double squares = 0;
                for (Spot s : used) {
                    double[] row = row(s, centre, scale);
                    double d = s.y() - row[0] * solution[0] - row[1] * solution[1];
                    squares += Math.pow(d - row[2] * solution[2], 2);
                }
                double inverse = line.influence(new double[] {1, 0, 0})[0];
                error = Math.sqrt(squares / Math.max(1, used.size() - 3) * inverse) / scale;
            }
        }
        double near = level(spots, refined, false);
        double far = level(spots, refined, true);
        return new GroundLine(
                refined, error, Double.isNaN(near) ? far : near, Double.isNaN(far) ? near : far);
    }

    private static double[] row(Spot spot, double centre, double scale) {
        return new double[] {(spot.x() - centre) / scale, spot.far() ? 0 : 1, spot.far() ? 1 : 0};
    }

    private static double level(List<Spot> spots, double slope, boolean far) {
        return Quantiles.median(
                spots.stream()
                        .filter(s -> s.far() == far)
                        .mapToDouble(s -> s.y() - slope * s.x())
                        .toArray());
    }

    private static double median(List<Double> values) {
        return Quantiles.median(values.stream().mapToDouble(Double::doubleValue).toArray());
    }
}
