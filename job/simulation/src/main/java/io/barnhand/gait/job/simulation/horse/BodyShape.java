package io.barnhand.gait.job.simulation.horse;

import java.util.SplittableRandom;

/**
 * How one horse is built, as factors on a middling one.
 *
 * @param girth width and depth of the trunk
 * @param limbLength of all segments of all limbs
 * @param limbGirth of the limbs below stifle and elbow
 * @param muscle girth of haunch, shoulder and gaskin
 * @param neckLength from its base to the poll
 * @param neckGirth of the neck
 * @param headLength from poll to nose
 * @param neckLiftDeg added to the neck's carriage, degrees
 * @param headTiltDeg added to the angle of the head, degrees; positive: nose forward
 */
public record BodyShape(
        double girth,
        double limbLength,
        double limbGirth,
        double muscle,
        double neckLength,
        double neckGirth,
        double headLength,
        double neckLiftDeg,
        double headTiltDeg) {

    static final BodyShape MIDDLING = new BodyShape(1, 1, 1, 1, 1, 1, 1, 0, 0);

    /** A horse of the common kind; another one for every seed. */
    public static BodyShape of(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return new BodyShape(
                random.nextDouble(0.92, 1.08),
                random.nextDouble(0.96, 1.05),
                random.nextDouble(0.90, 1.15),
                random.nextDouble(0.92, 1.08),
                random.nextDouble(0.93, 1.08),
                random.nextDouble(0.90, 1.12),
                random.nextDouble(0.94, 1.06),
                random.nextDouble(-7, 7),
                random.nextDouble(-9, 9));
    }

    /** A cob: short limbs with much bone, a deep trunk, a thick neck. */
    public static BodyShape cob(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        return new BodyShape(
                random.nextDouble(1.12, 1.18),
                random.nextDouble(0.88, 0.92),
                random.nextDouble(1.20, 1.35),
                random.nextDouble(1.08, 1.15),
                random.nextDouble(0.88, 0.93),
                random.nextDouble(1.15, 1.25),
                random.nextDouble(1.00, 1.08),
                random.nextDouble(-4, 8),
                random.nextDouble(-9, 4));
    }
}
